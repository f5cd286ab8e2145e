package org.stratocumulus.relay.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.stratocumulus.relay}. */
@ObjectClassDefinition(name = "Stratocumulus relay")
@interface RelayConfig {
    @AttributeDefinition(description = "UDP ports FIRST-LAST, two for each pair; empty: no relay")
    String relay_ports() default "";

    @AttributeDefinition(description = "IP addresses by which peers reach them; empty: servers.publicAddress, or the interface's")
    String relay_publicAddress() default "";

    @AttributeDefinition(description = "hellos of one attempt before the relay is offered", min = "1", max = "10")
    int relay_afterAttempts() default 2;

    @AttributeDefinition(description = "pairs at the same time", min = "1", max = "32000")
    int relay_pairs() default 250;

    @AttributeDefinition(description = "pairs of one peer at the same time", min = "1", max = "32000")
    int relay_pairsPerPeer() default 4;

    @AttributeDefinition(description = "bits per second of all peers together", min = "10000")
    long relay_bitsPerSecond() default 100_000_000;

    @AttributeDefinition(description = "bits per second that one peer may send", min = "10000")
    long relay_bitsPerSecondPerPeer() default 4_000_000;

    @AttributeDefinition(description = "bytes per hour that one peer may send", min = "10000")
    long relay_bytesPerHourPerPeer() default 1_000_000_000;

    @AttributeDefinition(description = "seconds without a datagram after which a pair ends", min = "10", max = "3600")
    int relay_idle() default 60;

    @AttributeDefinition(description = "seconds after which a pair ends in any case", min = "60", max = "604800")
    int relay_lifetime() default 14_400;
}
