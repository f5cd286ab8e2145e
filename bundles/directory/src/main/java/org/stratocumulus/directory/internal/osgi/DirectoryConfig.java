package org.stratocumulus.directory.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.stratocumulus.directory}. */
@ObjectClassDefinition(name = "Stratocumulus directory")
@interface DirectoryConfig {
    @AttributeDefinition(name = "directory.form", description = "full: told of every peer and group of the cluster; sharded: of its share")
    String directory_form() default "full";

    @AttributeDefinition(name = "directory.homes", min = "1", max = "8", description = "sharded: nodes that keep each id")
    int directory_homes() default 2;

    @AttributeDefinition(name = "directory.maxIds", min = "1", description = "ids of other nodes that are held, of each kind")
    int directory_maxIds() default 2_000_000;
}
