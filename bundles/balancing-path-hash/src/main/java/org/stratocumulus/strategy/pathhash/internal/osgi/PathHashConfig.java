package org.stratocumulus.strategy.pathhash.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.stratocumulus.balancing.pathhash}. */
@ObjectClassDefinition(name = "Stratocumulus balancing: path-hash")
@interface PathHashConfig {
    @AttributeDefinition(name = "hash.property", description = "query property that names the room; empty: the application path")
    String hash_property() default "";

    @AttributeDefinition(name = "hash.bound", description = "how many times its share of all sessions a node may have, above 1")
    double hash_bound() default 1.25;

    @AttributeDefinition(name = "hash.slack", min = "1", description = "sessions that a node may have beyond that")
    int hash_slack() default 20;
}
