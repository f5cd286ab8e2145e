package org.stratocumulus.strategy.spread.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.stratocumulus.balancing.spread}. */
@ObjectClassDefinition(name = "Stratocumulus balancing: spread")
@interface SpreadConfig {
    @AttributeDefinition(name = "spread.nodes", min = "1", max = "23", description = "other nodes to name")
    int spread_nodes() default 6;

    @AttributeDefinition(name = "spread.attempts", min = "1", max = "10", description = "hellos of one client that are redirected")
    int spread_attempts() default 2;
}
