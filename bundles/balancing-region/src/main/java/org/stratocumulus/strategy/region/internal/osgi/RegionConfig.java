package org.stratocumulus.strategy.region.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.stratocumulus.balancing.region}. */
@ObjectClassDefinition(name = "Stratocumulus balancing: region")
@interface RegionConfig {
    @AttributeDefinition(name = "region.prefixes", description = "ADDRESS/BITS=REGION, separated by commas")
    String region_prefixes() default "";

    @AttributeDefinition(name = "region.unknown", description = "region of the clients that are in none; empty: all nodes")
    String region_unknown() default "";

    @AttributeDefinition(name = "region.inner", description = "name of the strategy that chooses inside the region")
    String region_inner() default "two-choices";
}
