package org.stratocumulus.strategy.region.internal.osgi;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.balancing.BalancingStrategy;
import org.stratocumulus.api.balancing.Choice;
import org.stratocumulus.api.balancing.ClusterView;
import org.stratocumulus.api.balancing.Hello;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.api.settings.SettingsStatus;
import org.stratocumulus.strategy.region.internal.Prefix;
import org.stratocumulus.strategy.region.internal.Region;

/** Doorway of {@link Region}: the table, and the other strategies that are installed. */
@Component(property = "strategy.name=region", configurationPid = "org.stratocumulus.balancing.region",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = RegionConfig.class)
public final class RegionComponent implements BalancingStrategy, SettingsStatus {
    private static final Logger LOG = LoggerFactory.getLogger(RegionComponent.class);

    private final List<BalancingStrategy> others = new CopyOnWriteArrayList<>();
    private List<Prefix> prefixes = List.of();
    private volatile String innerName;
    private volatile Region strategy;
    private volatile List<String> problems = List.of();

    @Activate
    public RegionComponent(Map<String, Object> properties) {
        apply(properties);
    }

    @Modified
    void apply(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        prefixes = in.value("region.prefixes", Prefix::table, List.of(), prefixes);
        innerName = in.value("region.inner", text -> text, "two-choices", "");
        strategy = new Region(prefixes, in.text("region.unknown"), this::inner);
        problems = in.report("org.stratocumulus.balancing.region", LOG::error);
    }

    /** Any strategy but this one. */
    @Reference(service = BalancingStrategy.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, target = "(!(strategy.name=region))")
    void addStrategy(BalancingStrategy other) {
        others.add(other);
    }

    void removeStrategy(BalancingStrategy other) {
        others.remove(other);
    }

    @Override
    public String name() {
        return strategy.name();
    }

    @Override
    public Choice choose(Hello hello, ClusterView view) {
        return strategy.choose(hello, view);
    }

    private BalancingStrategy inner() {
        String wanted = innerName;
        for (BalancingStrategy other : others) {
            if (other.name().equals(wanted)) {
                return other;
            }
        }
        return null;
    }

    @Override
    public List<String> problems() {
        return problems;
    }
}
