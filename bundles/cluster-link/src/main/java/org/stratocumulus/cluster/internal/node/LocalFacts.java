package org.stratocumulus.cluster.internal.node;

import java.util.Set;

/** What this server knows of itself; asked once a second on the pool, never on the link thread. */
public interface LocalFacts {
    /** The figures of this moment. */
    Figures read();

    /**
     * @param rtmfpPort UDP port of the RTMFP endpoint; 0 unknown
     * @param applications paths of running applications, {@code /} for the root
     * @param sessions open sessions
     * @param maxSessions how many are admitted; 0 unknown
     * @param publications streams that are published
     * @param bytesIn received from clients since the start
     * @param bytesOut sent to clients since the start
     * @param cpu load of the process, 0 to 1; -1 unknown
     */
    record Figures(int rtmfpPort, Set<String> applications, int sessions, int maxSessions, int publications, long bytesIn, long bytesOut,
            double cpu) {
        /** A server that does nothing. */
        public static final Figures NONE = new Figures(0, Set.of(), 0, 0, 0, 0, 0, -1);

        public Figures {
            applications = Set.copyOf(applications);
        }
    }
}
