package org.stratocumulus.session.internal.osgi;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.settings.Problem;
import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.api.status.NodeStatus;
import org.stratocumulus.api.status.SessionInfo;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.session.spi.EndpointControl;
import org.stratocumulus.session.spi.HelloRouter;
import org.stratocumulus.session.spi.SessionAcceptor;

/**
 * Declarative Services doorway of the server's endpoint. Stays active whatever the configuration says: a component that failed to
 * activate would not be tried again. Who accepts sessions and who routes hellos may come and go; sessions stay.
 */
@Component(service = {NodeStatus.class, EndpointControl.class}, immediate = true, configurationPid = "org.stratocumulus.rtmfp",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = RtmfpConfig.class)
public final class EndpointComponent implements NodeStatus, EndpointControl {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointComponent.class);

    private final RankedRouters routers = new RankedRouters();
    private final long startedAt = System.nanoTime();
    private final CryptographyProfile profile;
    private final RunningEndpoint running;
    private volatile String problem = "";

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile SessionAcceptor acceptor;

    @Activate
    public EndpointComponent(@Reference CryptographyProfile profile, Map<String, Object> properties) {
        this.profile = profile;
        SettingsReader in = new SettingsReader(properties);
        EndpointSettings settings = EndpointSettings.read(in, EndpointSettings.DEFAULTS);
        List<String> problems = new ArrayList<>();
        in.problems().forEach(one -> problems.add(saysWhere(one) ? one.refusal() : one.sentence()));
        running = new RunningEndpoint(settings, profile, () -> acceptor, routers::inOrder);
        // nobody wants a server on another port than the one that was meant
        if (in.problems().stream().noneMatch(EndpointComponent::saysWhere)) {
            try {
                running.listen();
            } catch (IOException e) {
                problems.add(cannotListen(settings, e));
            }
        }
        report(problems);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        SettingsReader in = new SettingsReader(properties);
        EndpointSettings settings = EndpointSettings.read(in, running.settings());
        List<String> problems = new ArrayList<>();
        in.problems().forEach(one -> problems.add(one.sentence()));
        try {
            List<String> later = running.apply(settings);
            if (!later.isEmpty()) {
                LOG.warn("{} take effect at the next start", String.join(" and ", later));
            }
        } catch (IOException e) {
            problems.add(cannotListen(settings, e));
        }
        report(problems);
    }

    @Deactivate
    void close() {
        running.close();
    }

    @Reference(service = HelloRouter.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addRouter(HelloRouter router, Map<String, Object> properties) {
        routers.add(router, properties);
    }

    void removeRouter(HelloRouter router) {
        routers.remove(router);
    }

    @Override
    public Snapshot snapshot() {
        long uptime = (System.nanoTime() - startedAt) / 1_000_000;
        return new Snapshot(profile.nearCertificate().fingerprint().toString(), running.listening(), running.transportKind(),
                running.loops(), uptime, problem, running.endpoint().sessionCount(), running.settings().options().sessions(),
                running.counters());
    }

    @Override
    public List<SessionInfo> sessions(int limit) {
        return running.sessions(limit);
    }

    @Override
    public void closeSession(int id) {
        running.endpoint().closeSession(id);
    }

    @Override
    public boolean answerForwarded(InetSocketAddress replyAddress, byte[] discriminator, byte[] tag) {
        return running.endpoint().answerForwarded(replyAddress, discriminator, tag);
    }

    private void report(List<String> problems) {
        problem = String.join("; ", problems);
        problems.forEach(sentence -> LOG.error("org.stratocumulus.rtmfp: {}", sentence));
        LOG.info("listening on {}", running.isListening() ? String.join(", ", running.listening()) : "nothing");
    }

    private static boolean saysWhere(Problem problem) {
        return problem.key().equals("port") || problem.key().equals("bind");
    }

    private static String cannotListen(EndpointSettings settings, IOException e) {
        return "port = " + settings.port() + ": " + e.getMessage();
    }
}
