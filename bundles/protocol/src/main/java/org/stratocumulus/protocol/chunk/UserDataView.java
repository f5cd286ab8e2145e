package org.stratocumulus.protocol.chunk;

import java.util.Arrays;
import org.stratocumulus.protocol.OptionList;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;

/**
 * The fields of User Data and Next User Data chunks (RFC 7016 sections 2.3.11 and 2.3.12), read in place without allocating: options and
 * data are given as parts of {@link #array()}, the packet's own bytes. One view serves packet after packet, if it is
 * {@linkplain #clear cleared} at the start of each. Not safe for use by several threads.
 */
public final class UserDataView {

    private byte[] array;
    private int flags;
    private long flowId;
    private long sequenceNumber;
    private long forwardSequenceNumber;
    private int optionsOffset;
    private int optionsLength;
    private int dataOffset;
    private int dataLength;
    private boolean followable;

    /** Forgets the chunk read last, so that no Next User Data of another packet can follow it. */
    public UserDataView clear() {
        followable = false;
        return this;
    }

    /**
     * Reads the payload of a User Data chunk.
     *
     * @throws WireException if truncated, or of a sequence number 0 or beyond 63 bits, or of an fsnOffset that is greater than the sequence
     *         number or 0 though the fragment is not abandoned; no Next User Data chunk can follow it then
     */
    public UserDataView parse(WireReader payload) {
        followable = false;
        flags = payload.u8();
        flowId = payload.vlu();
        sequenceNumber = payload.vlu();
        long fsnOffset = payload.vlu();
        if (sequenceNumber <= 0) {
            throw new WireException("sequenceNumber: 0, or more than 63 bits");
        }
        // RFC 7016 2.3.11: "MUST NOT be zero if the abandon flag is not set", "MUST NOT be greater than sequenceNumber"
        if (fsnOffset < 0 || fsnOffset > sequenceNumber || fsnOffset == 0 && !abandon()) {
            throw new WireException("fsnOffset: out of range");
        }
        forwardSequenceNumber = sequenceNumber - fsnOffset;
        parseOptionsAndData(payload);
        followable = true;
        return this;
    }

    /**
     * Reads the payload of a Next User Data chunk into the view that read the (Next) User Data chunk before it in the same packet.
     *
     * @throws WireException if truncated, or if there was no such chunk or it was not well formed
     */
    public UserDataView parseNext(WireReader payload) {
        if (!followable) {
            throw new WireException("nextUserData: follows no userData");
        }
        followable = false;
        if (sequenceNumber == Long.MAX_VALUE) {
            throw new WireException("sequenceNumber: more than 63 bits");
        }
        sequenceNumber++;
        parseBody(payload);
        followable = true;
        return this;
    }

    /** What a Next User Data payload holds by itself. */
    UserDataView parseBody(WireReader payload) {
        flags = payload.u8();
        parseOptionsAndData(payload);
        return this;
    }

    private void parseOptionsAndData(WireReader payload) {
        array = payload.array();
        optionsOffset = payload.position();
        if ((flags & UserDataWriter.OPTIONS_PRESENT) != 0) {
            skipOptions(payload);
        }
        optionsLength = payload.position() - optionsOffset;
        dataOffset = payload.position();
        dataLength = payload.remaining();
    }

    private static void skipOptions(WireReader payload) {
        for (int length = payload.length(); length > 0; length = payload.length()) {
            payload.skip(length);
        }
    }

    /** The array that holds the packet. */
    public byte[] array() {
        return array;
    }

    /** How the fragment is assembled into a message. */
    public UserData.Fragmentation fragmentation() {
        return UserData.Fragmentation.of(flags >> UserDataWriter.FRAGMENT_CONTROL_SHIFT & UserDataWriter.FRAGMENT_CONTROL);
    }

    /** Whether the sender has abandoned this sequence number; the data is then to be ignored. */
    public boolean abandon() {
        return (flags & UserDataWriter.ABANDON) != 0;
    }

    /** Whether this is the last sequence number of the flow. */
    public boolean isFinal() {
        return (flags & UserDataWriter.FINAL) != 0;
    }

    /** The flow, an unsigned 64 bit integer. */
    public long flowId() {
        return flowId;
    }

    /** 1 to 2^63 - 1. */
    public long sequenceNumber() {
        return sequenceNumber;
    }

    /** 0 to {@link #sequenceNumber()}: the sender will not send any fragment up to this one again. */
    public long forwardSequenceNumber() {
        return forwardSequenceNumber;
    }

    /** Whether there is a list of options, if perhaps an empty one. */
    public boolean hasOptions() {
        return optionsLength > 0;
    }

    /** Index in {@link #array()} of the list of options. */
    public int optionsOffset() {
        return optionsOffset;
    }

    /** Bytes of the list of options with its Marker, or 0 if there is none. */
    public int optionsLength() {
        return optionsLength;
    }

    /**
     * The list of options, decoded: allocates, but is wanted only until a flow is known.
     *
     * @throws WireException if the type of one does not fit into its length
     */
    public OptionList options() {
        return hasOptions() ? OptionList.decode(new WireReader(array, optionsOffset, optionsLength)) : OptionList.EMPTY;
    }

    /** Index in {@link #array()} of the user data. */
    public int dataOffset() {
        return dataOffset;
    }

    /** Bytes of the user data. */
    public int dataLength() {
        return dataLength;
    }

    /** A copy of the user data. */
    public byte[] data() {
        return Arrays.copyOfRange(array, dataOffset, dataOffset + dataLength);
    }
}
