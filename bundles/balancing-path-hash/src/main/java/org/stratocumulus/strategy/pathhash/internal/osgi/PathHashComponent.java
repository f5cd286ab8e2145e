package org.stratocumulus.strategy.pathhash.internal.osgi;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.strategy.pathhash.internal.PathHash;

/** Doorway of {@link PathHash}. */
@Component(property = "strategy.name=path-hash", configurationPid = "org.stratocumulus.balancing.pathhash",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = PathHashConfig.class)
public final class PathHashComponent implements BalancingStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(PathHashComponent.class);

    private volatile PathHash strategy = new PathHash("", 1.25, 20);

    @Activate
    public PathHashComponent(PathHashConfig config) {
        apply(config);
    }

    /** A bad value is refused, and what held before goes on. */
    @Modified
    void apply(PathHashConfig config) {
        try {
            strategy = new PathHash(config.hash_property().trim(), config.hash_bound(), config.hash_slack());
        } catch (RuntimeException e) { // of PathHash, or of the annotation, which converts at the call
            LOG.error("org.stratocumulus.balancing.pathhash: {}; the former settings stay in force", e.getMessage());
        }
    }

    @Override
    public String name() {
        return strategy.name();
    }

    @Override
    public Choice choose(Hello hello, ClusterView view) {
        return strategy.choose(hello, view);
    }
}
