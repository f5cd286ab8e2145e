package org.stratocumulus.protocol.chunk;

import org.osgi.annotation.versioning.ConsumerType;

/** Takes what {@link Acknowledgement#forEachRange} reads, on the caller's thread. */
@ConsumerType
public interface AckSink extends RangeSink {

    /**
     * Called once, first.
     *
     * @param flowId the flow, an unsigned 64 bit integer
     * @param bufferBytesAvailable bytes of user data that the receiver can accept; 2^63 - 1 stands for that or more
     * @param cumulativeAck every sequence number from 0 to this one was received; not negative
     * @return whether the ranges are wanted
     */
    boolean acknowledgement(long flowId, long bufferBytesAvailable, long cumulativeAck);
}
