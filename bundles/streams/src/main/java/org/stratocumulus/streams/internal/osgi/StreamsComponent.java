package org.stratocumulus.streams.internal.osgi;

import java.util.List;
import java.util.Map;
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
import org.stratocumulus.api.balancing.Elsewhere;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.api.settings.SettingsStatus;
import org.stratocumulus.api.status.StreamStatus;
import org.stratocumulus.application.spi.ClientConnection;
import org.stratocumulus.application.spi.NetStream;
import org.stratocumulus.application.spi.NetStreamFactory;
import org.stratocumulus.streams.internal.StreamReport;
import org.stratocumulus.streams.internal.StreamSettings;
import org.stratocumulus.streams.internal.Streams;

/**
 * The doorway: NetStreams for connections, figures for the console. When it goes, the connections close the streams it has made, whereby
 * each client is told; the sessions stay.
 */
@Component(immediate = true, service = {NetStreamFactory.class, StreamStatus.class, SettingsStatus.class},
        configurationPid = "org.stratocumulus.streams", configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = StreamsConfig.class)
public final class StreamsComponent implements NetStreamFactory, StreamStatus, SettingsStatus {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsComponent.class);

    private final Streams streams = new Streams(StreamSettings.DEFAULT, () -> this.elsewhere);
    private final StreamReport report = new StreamReport(streams, StreamReport.WAIT_MILLIS);
    private volatile List<String> problems = List.of();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Elsewhere elsewhere;

    @Activate
    public StreamsComponent(Map<String, Object> properties) {
        apply(properties);
    }

    @Modified
    void apply(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        streams.settings(StreamSettings.read(in, streams.settings()));
        problems = in.report("org.stratocumulus.streams", LOG::error);
    }

    StreamSettings settings() {
        return streams.settings();
    }

    @Override
    public NetStream open(ClientConnection connection, int streamId) {
        return streams.open(connection, streamId);
    }

    @Override
    public List<StreamInfo> streams() {
        return report.streams();
    }

    @Override
    public List<SubscriptionInfo> subscriptions(String name) {
        return report.subscriptions(name);
    }

    @Override
    public Map<String, Long> counters() {
        return report.counters();
    }

    @Override
    public List<String> problems() {
        return problems;
    }
}
