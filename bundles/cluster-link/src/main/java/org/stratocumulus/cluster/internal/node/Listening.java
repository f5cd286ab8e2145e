package org.stratocumulus.cluster.internal.node;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.api.cluster.ClusterStatus.Problem;

/** Keeps the listener where the settings want it: a port that is taken is tried again, and the former one stays meanwhile. */
final class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final LinkTransport transport;
    private final LinkTransport.Acceptor acceptor;
    private final Introduction introduction;
    private final Snapshots snapshots;
    private int wanted;
    private long due;
    private String lastProblem;

    Listening(LinkTransport transport, LinkTransport.Acceptor acceptor, Introduction introduction, Snapshots snapshots) {
        this.transport = transport;
        this.acceptor = acceptor;
        this.introduction = introduction;
        this.snapshots = snapshots;
    }

    void apply(int port, long retry) {
        if (port != wanted) {
            wanted = port;
            listen(retry);
        }
    }

    void tick(long now, long retry) {
        if (introduction.self().port() != wanted && now >= due) {
            listen(retry);
        }
    }

    private void listen(long retry) {
        due = transport.now() + retry;
        int port = wanted;
        transport.listen(port, acceptor, (bound, problem) -> {
            String message = problem == null ? null : "servers.port: cannot listen on " + port + ": " + problem;
            if (message != null && !message.equals(lastProblem)) {
                LOG.error(message);
            }
            lastProblem = message;
            snapshots.listening(bound, message == null ? null : new Problem("servers.port", Integer.toString(port), message));
            introduction.listening(bound);
        });
    }
}
