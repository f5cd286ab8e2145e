package org.stratocumulus.api.cluster;

/**
 * What a node reports of itself, every second and when its state changes. A fact of its owner: it dies with the link.
 *
 * @param nodeId the owner
 * @param incarnation which life of the owner
 * @param sequence counts the reports of one incarnation
 * @param state whether it takes new sessions
 * @param sessions open RTMFP sessions
 * @param maxSessions how many it admits; 0 unknown
 * @param publications streams that are published there
 * @param bitsInPerSecond received from clients over the last second
 * @param bitsOutPerSecond sent to clients over the last second
 * @param cpu load of the process, 0 to 1 of all processors; -1 unknown
 * @param loopDelayMillis how late the event loop ran its last timers
 */
public record NodeReport(String nodeId, long incarnation, long sequence, NodeState state, int sessions, int maxSessions, int publications,
        long bitsInPerSecond, long bitsOutPerSecond, double cpu, int loopDelayMillis) {
}
