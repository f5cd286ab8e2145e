package org.stratocumulus.protocol.chunk;

import java.util.Arrays;
import java.util.HexFormat;
import org.stratocumulus.protocol.Vlu;
import org.stratocumulus.protocol.WireWriter;

/** Chunks seen as the bytes they encode to: equality, hash and text of the records that hold arrays. */
final class Encoded {

    private Encoded() {
    }

    static boolean equal(Chunk chunk, Object other) {
        return chunk == other || other instanceof Chunk that && chunk.getClass() == that.getClass()
                && Arrays.equals(payload(chunk), payload(that));
    }

    static int hash(Chunk chunk) {
        return Arrays.hashCode(payload(chunk));
    }

    static String text(Chunk chunk) {
        return chunk.getClass().getSimpleName() + "[" + HexFormat.of().formatHex(payload(chunk)) + "]";
    }

    /** Bytes that {@link WireWriter#prefixedBytes} takes. */
    static int prefixedSize(byte[] bytes) {
        return Vlu.size(bytes.length) + bytes.length;
    }

    private static byte[] payload(Chunk chunk) {
        WireWriter out = new WireWriter(new byte[chunk.payloadSize()]);
        chunk.writePayload(out);
        return out.toByteArray();
    }
}
