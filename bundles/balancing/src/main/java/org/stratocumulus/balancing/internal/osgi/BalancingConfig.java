package org.stratocumulus.balancing.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.stratocumulus.balancing}. */
@ObjectClassDefinition(name = "Stratocumulus balancing")
@interface BalancingConfig {
    @AttributeDefinition(name = "balancing.strategy", description = "name of the active strategy; empty: the best service ranking decides")
    String balancing_strategy() default "";

    @AttributeDefinition(name = "balancing.properties", description = "what this node says of itself: key=value, joined by &")
    String balancing_properties() default "";

    @AttributeDefinition(name = "strategy.budget", min = "10", max = "1000000", description = "microseconds for an answer of a strategy")
    int strategy_budget() default 5000;

    @AttributeDefinition(name = "redirect.addresses", min = "1", max = "24", description = "addresses that a redirect names")
    int redirect_addresses() default 7;

    @AttributeDefinition(name = "redirect.attempts", min = "1", max = "10", description = "hellos of one client that get the redirect")
    int redirect_attempts() default 3;

    @AttributeDefinition(name = "redirect.forwardHello", description = "the nodes that a client is sent to answer its hello themselves")
    boolean redirect_forwardHello() default false;

    @AttributeDefinition(name = "redirect.settle", min = "0", max = "10000", description = "ms until a redirected client is in a report")
    int redirect_settle() default 2000;

    @AttributeDefinition(name = "report.stale", min = "2000", max = "60000", description = "age in ms from which a report is not gone by")
    int report_stale() default 10_000;

    @AttributeDefinition(name = "admission.sessions", min = "0", description = "open sessions; 0: no limit but the endpoint's")
    int admission_sessions() default 0;

    @AttributeDefinition(name = "admission.handshakesPerSecond", min = "0", max = "1000000", description = "clients taken; 0: no limit")
    int admission_handshakesPerSecond() default 0;

    @AttributeDefinition(name = "admission.bitsPerSecond", min = "0", description = "sent, from which on no clients are taken; 0: no limit")
    long admission_bitsPerSecond() default 0;

    @AttributeDefinition(name = "drain.active", description = "takes no more clients and sends those that are here away")
    boolean drain_active() default false;

    @AttributeDefinition(name = "drain.pace", min = "1", max = "10000", description = "clients sent away per second")
    int drain_pace() default 50;

    @AttributeDefinition(name = "drain.deadline", min = "1", max = "86400", description = "seconds until the last is sent away")
    int drain_deadline() default 600;
}
