package org.stratocumulus.protocol.chunk;

import org.stratocumulus.protocol.OptionList;
import org.stratocumulus.protocol.WireException;
import org.stratocumulus.protocol.WireReader;
import org.stratocumulus.protocol.WireWriter;

/**
 * Next User Data Chunk, RFC 7016 section 2.3.12: a fragment of the same flow as the preceding (Next) User Data chunk of the packet, with
 * the same Forward Sequence Number and the next sequence number.
 *
 * @param fragmentation how the fragment is assembled into a message
 * @param abandon whether the sender has abandoned this sequence number; {@code data} is then to be ignored
 * @param isFinal whether this is the last sequence number of the flow
 * @param options of the flow, see {@link FlowOption}; an empty list is written as no list
 * @param data the user data
 */
public record NextUserData(UserData.Fragmentation fragmentation, boolean abandon, boolean isFinal, OptionList options,
        byte[] data) implements Chunk {

    /**
     * Reads a payload.
     *
     * @throws WireException if truncated
     */
    public static NextUserData decode(WireReader payload) {
        UserDataView view = new UserDataView().parseBody(payload);
        return new NextUserData(view.fragmentation(), view.abandon(), view.isFinal(), view.options(), view.data());
    }

    @Override
    public int type() {
        return ChunkType.NEXT_USER_DATA;
    }

    @Override
    public int payloadSize() {
        return 1 + (options.options().isEmpty() ? 0 : options.size()) + data.length;
    }

    @Override
    public void writePayload(WireWriter out) {
        out.u8(UserDataWriter.flags(fragmentation, abandon, isFinal) | (options.options().isEmpty() ? 0 : UserDataWriter.OPTIONS_PRESENT));
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
