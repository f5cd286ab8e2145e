package org.stratocumulus.session;

/**
 * Figures of one session at one moment.
 *
 * @param ageMillis since it opened
 * @param silenceMillis since the far end's last valid packet
 * @param roundTripMillis smoothed round-trip time, -1 before the first measurement (RFC 7016 section 3.5.2.2)
 * @param roundTripVarianceMillis its variance
 * @param retransmissionTimeoutMillis ERTO
 * @param congestionWindow bytes
 * @param outstandingBytes S_OUTSTANDING_BYTES
 * @param bufferedBytes bytes queued in all sending flows, outstanding ones included
 * @param bytesIn datagram bytes received, encapsulation included
 * @param bytesOut datagram bytes sent
 * @param packetsIn valid packets received
 * @param packetsOut packets sent
 * @param fragmentsLost fragments that were found lost, by negative acknowledgement or timeout
 * @param messagesAbandoned messages given up
 * @param sendFlows open sending flows
 * @param recvFlows open receiving flows
 */
public record SessionStats(long ageMillis, long silenceMillis, int roundTripMillis, int roundTripVarianceMillis,
        int retransmissionTimeoutMillis, long congestionWindow, long outstandingBytes, long bufferedBytes, long bytesIn,
        long bytesOut, long packetsIn, long packetsOut, long fragmentsLost, long messagesAbandoned, int sendFlows,
        int recvFlows) {
}
