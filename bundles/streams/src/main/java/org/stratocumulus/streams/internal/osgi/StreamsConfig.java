package org.stratocumulus.streams.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.stratocumulus.streams}. */
@ObjectClassDefinition(name = "Stratocumulus streams")
@interface StreamsConfig {
    @AttributeDefinition(name = "streams.global", description = "a stream name means the same stream in every application")
    boolean streams_global() default false;

    @AttributeDefinition(name = "streams.publications", min = "1", description = "live publications of this node")
    int streams_publications() default 10_000;

    @AttributeDefinition(name = "streams.subscribers", min = "1", description = "subscribers of one stream")
    int streams_subscribers() default 10_000;

    @AttributeDefinition(name = "streams.perConnection", min = "1", description = "publications and subscriptions of one connection")
    int streams_perConnection() default 64;

    @AttributeDefinition(name = "streams.nameLength", min = "1", description = "characters of a stream name, query included")
    int streams_nameLength() default 512;

    @AttributeDefinition(name = "streams.headerBytes", min = "0", description = "bytes of metadata and codec headers kept of a publication")
    int streams_headerBytes() default 64 << 10;

    @AttributeDefinition(name = "streams.queueBytes", min = "65536", description = "bytes that may wait for one subscriber")
    int streams_queueBytes() default 4 << 20;

    @AttributeDefinition(name = "streams.videoMillis", min = "100", description = "how long a video frame may wait for one subscriber")
    int streams_videoMillis() default 2000;

    @AttributeDefinition(name = "streams.audioMillis", min = "100", description = "how long an audio frame may wait for one subscriber")
    int streams_audioMillis() default 2200;

    @AttributeDefinition(name = "streams.bufferMillis", min = "100", description = "longest wait granted to a client's buffer time")
    int streams_bufferMillis() default 10_000;
}
