package org.stratocumulus.api.status;

import org.stratocumulus.api.PeerId;

/**
 * One session.
 *
 * @param id receive session identifier
 * @param peer the far end
 * @param address where it is
 * @param state in the RFC's words
 * @param path application path, empty before NetConnection connect
 * @param ageMillis since it opened
 * @param roundTripMillis smoothed, -1 before it was measured
 * @param bytesIn received
 * @param bytesOut sent
 * @param bufferedBytes waiting to be acknowledged
 * @param flows sending and receiving flows
 */
public record SessionInfo(int id, PeerId peer, String address, String state, String path, long ageMillis, int roundTripMillis,
        long bytesIn, long bytesOut, long bufferedBytes, int flows) {
}
