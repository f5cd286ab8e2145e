package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.OptionList;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * User Data Chunk, RFC 7016 section 2.3.11: one fragment of a user message. The data path uses {@link UserDataView} and
 * {@link UserDataWriter}, which make no record.
 *
 * @param fragmentation how the fragment is assembled into a message
 * @param abandon whether the sender has abandoned this sequence number; {@code data} is then to be ignored
 * @param isFinal whether this is the last sequence number of the flow
 * @param flowId the flow
 * @param sequenceNumber of this fragment, at least 1; numbers beyond 63 bits are refused
 * @param fsnOffset from the Forward Sequence Number up to {@code sequenceNumber}; 0 only in an abandoned fragment
 * @param options of the flow, see {@link FlowOption}; an empty list is written as no list
 * @param data the user data
 */
public record UserData(Fragmentation fragmentation, boolean abandon, boolean isFinal, long flowId, long sequenceNumber, long fsnOffset,
        OptionList options, byte[] data) implements Chunk {

    /** The fragmentControl field; codes 0 to 3 in the order of declaration. */
    public enum Fragmentation {
        /** The fragment is a complete message. */
        WHOLE,
        /** The first fragment of a message of several. */
        BEGIN,
        /** The last fragment of a message of several. */
        END,
        /** A fragment in the middle of a message of several. */
        MIDDLE;

        private static final Fragmentation[] BY_CODE = values();

        static Fragmentation of(int code) {
            return BY_CODE[code];
        }

        /** @return 0 to 3 */
        public int code() {
            return ordinal();
        }
    }

    /**
     * Reads a payload.
     *
     * @throws WireException if truncated, or its numbers contradict each other
     */
    public static UserData decode(WireReader payload) {
        UserDataView view = new UserDataView().parse(payload);
        return new UserData(view.fragmentation(), view.abandon(), view.isFinal(), view.flowId(), view.sequenceNumber(),
                view.sequenceNumber() - view.forwardSequenceNumber(), view.options(), view.data());
    }

    /** The number up to which the sender will not send any fragment again. */
    public long forwardSequenceNumber() {
        return sequenceNumber - fsnOffset;
    }

    @Override
    public int type() {
        return ChunkType.USER_DATA;
    }

    @Override
    public int payloadSize() {
        return UserDataWriter.payloadSize(flowId, sequenceNumber, fsnOffset, options.options().isEmpty() ? 0 : options.size(),
                data.length);
    }

    @Override
    public void writePayload(WireWriter out) {
        out.u8(UserDataWriter.flags(fragmentation, abandon, isFinal) | (options.options().isEmpty() ? 0 : UserDataWriter.OPTIONS_PRESENT));
        out.vlu(flowId).vlu(sequenceNumber).vlu(fsnOffset);
        if (!options.options().isEmpty()) {
            options.write(out);
        }
        out.bytes(data);
    }

    @Override
    public boolean equals(Object other) {
        return Encoded.equal(this, other);
    }

    @Override
    public int hashCode() {
        return Encoded.hash(this);
    }

    @Override
    public String toString() {
        return Encoded.text(this);
    }
}
