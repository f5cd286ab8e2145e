package org.stratocumulus.cluster.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The configuration {@code org.stratocumulus.servers}, for tools that edit it. Reading and checking is done by
 * {@link org.stratocumulus.cluster.internal.config.ServersReader}, which can name a bad value and keep the others.
 */
@ObjectClassDefinition(name = "Stratocumulus servers", description = "Links to other servers. Each change touches only what it is about")
@interface ServersConfig {
    @AttributeDefinition(description = "TCP port on which links are accepted; 0: none", min = "0", max = "65535")
    int servers_port() default 0;

    @AttributeDefinition(description = "servers to link with: host:port?key=value&..., separated by , or ;")
    String servers_targets() default "";

    @AttributeDefinition(description = "where clients and other servers reach this one: host:port, best first, separated by , or ;")
    String servers_publicAddress() default "";

    @AttributeDefinition(description = "address ranges from which links are accepted, besides loopback and the targets; none: no others")
    String servers_allow() default "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7";

    @AttributeDefinition(description = "name of the cluster; nodes of another name are refused")
    String servers_cluster() default "";

    @AttributeDefinition(description = "milliseconds between heartbeats", min = "50", max = "60000")
    int servers_heartbeat() default 1_000;

    @AttributeDefinition(description = "milliseconds of silence after which a node is held for dead", min = "200", max = "300000")
    int servers_timeout() default 4_000;

    @AttributeDefinition(description = "seconds between attempts to reach a target", min = "1", max = "3600")
    int servers_retry() default 10;

    @AttributeDefinition(description = "whether nodes that others tell of are linked with, too")
    boolean servers_peerExchange() default true;

    @AttributeDefinition(description = "largest message in bytes", min = "65536", max = "16777216")
    int servers_maxFrame() default 4 << 20;

    @AttributeDefinition(description = "bytes that may wait for one server", min = "65536", max = "268435456")
    int servers_maxQueue() default 8 << 20;
}
