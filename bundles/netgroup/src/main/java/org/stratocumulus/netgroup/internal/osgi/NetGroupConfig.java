package org.stratocumulus.netgroup.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.stratocumulus.netgroup}. */
@ObjectClassDefinition(name = "Stratocumulus NetGroups")
@interface NetGroupConfig {
    @AttributeDefinition(name = "netgroup.groups", min = "1", description = "groups of this node")
    int netgroup_groups() default 10_000;

    @AttributeDefinition(name = "netgroup.members", min = "1", description = "clients of this node in one group")
    int netgroup_members() default 50_000;

    @AttributeDefinition(name = "netgroup.virtualMembers", min = "0", description = "members added by hand")
    int netgroup_virtualMembers() default 100_000;

    @AttributeDefinition(name = "netgroup.remoteMembers", min = "0", description = "members of other nodes that are known here")
    int netgroup_remoteMembers() default 200_000;

    @AttributeDefinition(name = "netgroup.perConnection", min = "1", description = "groups of one connection, and joins at once")
    int netgroup_perConnection() default 64;

    @AttributeDefinition(name = "netgroup.joinsPerSecond", min = "1", description = "joins of one connection per second")
    int netgroup_joinsPerSecond() default 5;
}
