package org.stratocumulus.transport;

/**
 * Counts since the transport was opened, summed over its loops. Each is exact when its loop is idle; together they are
 * no snapshot of one instant.
 *
 * @param received datagrams handed to a handler
 * @param sent datagrams given to a socket
 * @param receivedBytes their payloads
 * @param sentBytes their payloads
 * @param segmentedSends sends that carried more than one datagram (UDP generic segmentation offload)
 * @param handedOver datagrams that arrived on a loop that does not own their session and moved to the one that does
 * @param droppedRunt arrived with fewer than 4 bytes: no session id (RFC 7016 section 2.2.2)
 * @param droppedOversize arrived longer than {@link UdpTransportOptions#maxDatagram()}
 * @param droppedHandOver arrived on another loop while {@link UdpLoop#HAND_OVER_LIMIT} others waited for their owner
 * @param droppedNoHandler arrived on a loop without a handler
 * @param unsentSize not sent: empty, or longer than {@link UdpTransportOptions#maxDatagram()}
 * @param unsentNoRoute not sent: no socket of the destination's family, unresolved address or port 0
 * @param unsentFull not sent: more than {@link UdpLoop#WRITE_LIMIT} bytes waited in the socket's queue
 * @param sendFailures sends that the system refused, each of one datagram or of several in segments
 * @param failures exceptions thrown by handlers, tasks and timers
 */
public record UdpStats(
        long received,
        long sent,
        long receivedBytes,
        long sentBytes,
        long segmentedSends,
        long handedOver,
        long droppedRunt,
        long droppedOversize,
        long droppedHandOver,
        long droppedNoHandler,
        long unsentSize,
        long unsentNoRoute,
        long unsentFull,
        long sendFailures,
        long failures) {
}
