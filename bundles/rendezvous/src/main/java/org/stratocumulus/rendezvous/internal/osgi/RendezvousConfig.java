package org.stratocumulus.rendezvous.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.stratocumulus.rendezvous}. */
@ObjectClassDefinition(name = "Stratocumulus rendezvous")
@interface RendezvousConfig {
    @AttributeDefinition(name = "rendezvous.forwardsPerPeer", min = "1", max = "1000000",
        description = "hellos forwarded to one peer per second")
    int rendezvous_forwardsPerPeer() default 50;

    @AttributeDefinition(name = "rendezvous.lookupsPerServer", min = "1", max = "1000000",
        description = "lookups sent to, and answered for, one other server per second")
    int rendezvous_lookupsPerServer() default 10_000;

    @AttributeDefinition(name = "rendezvous.relaysPerClient", min = "1", max = "1000000",
        description = "calls of relay that one client makes to peers of other servers per second")
    int rendezvous_relaysPerClient() default 50;

    @AttributeDefinition(name = "rendezvous.only", description = "any path is welcome, streams are refused, and clients may call relay")
    boolean rendezvous_only() default false;
}
