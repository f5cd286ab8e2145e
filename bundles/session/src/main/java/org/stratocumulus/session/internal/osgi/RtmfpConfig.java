package org.stratocumulus.session.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What this bundle reads of the configuration {@code org.stratocumulus.rtmfp}, for tools that edit it. Reading and checking is
 * done by {@link EndpointSettings}, which can name a bad value and keep the others.
 */
@ObjectClassDefinition(name = "Stratocumulus RTMFP endpoint", description = "One UDP endpoint (RFC 7016). Sessions survive changes")
@interface RtmfpConfig {
    @AttributeDefinition(description = "UDP port; 0 lets the system choose", min = "0", max = "65535")
    int port() default 1935;

    @AttributeDefinition(description = "IP addresses to listen on, separated by commas; empty: all, IPv4 and IPv6")
    String bind() default "";

    @AttributeDefinition(description = "event loops; 0: one per processor. Takes effect at the next start", min = "0", max = "256")
    int threads() default 0;

    @AttributeDefinition(description = "system's buffers per socket in bytes; 0: its default. Takes effect at the next start",
            min = "0")
    int udpBufferSize() default 4_194_304;

    @AttributeDefinition(description = "microseconds that datagrams of a busy loop gather before they are read; 0: never", min = "0",
            max = "10000")
    int wakeUpInterval() default 1_000;

    @AttributeDefinition(description = "seconds of silence after which a far end is pinged; given up after three times that. 0: never",
            min = "0", max = "3600")
    int keepAlive() default 15;

    @AttributeDefinition(description = "largest datagram to send in bytes", min = "548", max = "1500")
    int maxPacket() default 1_192;

    @AttributeDefinition(description = "largest datagram that path MTU discovery tries, in bytes; 0: none above maxPacket", min = "0",
            max = "1500")
    int path_maxPacket() default 0;

    @AttributeDefinition(description = "open and closing sessions", min = "1")
    int limit_sessions() default 100_000;

    @AttributeDefinition(description = "sessions begun per second, all initiators together", min = "1", max = "1000000")
    int limit_handshakesPerSecond() default 5_000;

    @AttributeDefinition(description = "hellos answered per second", min = "1", max = "10000000")
    int limit_hellosPerSecond() default 20_000;

    @AttributeDefinition(description = "session keyings under way per event loop", min = "1", max = "1000000")
    int limit_keyingQueue() default 1_024;
}
