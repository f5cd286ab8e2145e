package org.stratocumulus.directory.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What two directories say to each other, all numbers big endian:
 *
 * <pre>
 * HELLO    1 version:u8 form:u8 life:u64 answer:u8           I have a directory; tell me of yours, unless this is the answer
 * CHANGES  2 kind:u8 number:u64 digest:u64 n:u16 id* n:u16 id*   these are mine now, these no more; number and digest of all I told you
 * DIGESTS  3 kind:u8 number:u64 shelves:32 digest:u64*       of all that I told you, by shelf; those that are 0 are left out
 * ASK      4 kind:u8                                         send me DIGESTS
 * WANT     5 kind:u8 shelves:32                              send me these shelves anew
 * PAGE     6 kind:u8 from:u64 to:u64 n:u16 id*               from first word to first word these are all
 * FIND     7 kind:u8 number:u32 id                           who has it?
 * FOUND    8 kind:u8 number:u32 n:u8 (length:u8 node id)*
 * BYE      9                                                 forget what I told you
 * </pre>
 */
sealed interface Message {
    int VERSION = 1;
    /** Ids of one message: what its frame needs is below the least that {@code servers.maxFrame} can be. */
    int MAX_IDS = 1024;
    /** Owners of one answer. */
    int MAX_OWNERS = 64;

    /** The bytes. */
    byte[] encode();

    record Hello(boolean sharded, long life, boolean answer) implements Message {
        @Override
        public byte[] encode() {
            return ByteBuffer.allocate(12).put((byte) 1).put((byte) VERSION).put(flag(sharded)).putLong(life).put(flag(answer)).array();
        }
    }

    /** @param added words of ids, as many for each as {@link Id#WORDS} */
    record Changes(int kind, long number, long digest, long[] added, long[] removed) implements Message {
        @Override
        public byte[] encode() {
            ByteBuffer out = ByteBuffer.allocate(22 + (added.length + removed.length) * Long.BYTES);
            out.put((byte) 2).put((byte) kind).putLong(number).putLong(digest);
            putIds(out, added);
            putIds(out, removed);
            return out.array();
        }
    }

    /** @param digests one for each shelf */
    record Digests(int kind, long number, long[] digests) implements Message {
        @Override
        public byte[] encode() {
            BitSet given = new BitSet();
            for (int i = 0; i < digests.length; i++) {
                given.set(i, digests[i] != 0);
            }
            ByteBuffer out = ByteBuffer.allocate(42 + given.cardinality() * Long.BYTES);
            out.put((byte) 3).put((byte) kind).putLong(number);
            putShelves(out, given);
            given.stream().forEach(i -> out.putLong(digests[i]));
            return out.array();
        }
    }

    record Ask(int kind) implements Message {
        @Override
        public byte[] encode() {
            return new byte[] {4, (byte) kind};
        }
    }

    record Want(int kind, BitSet shelves) implements Message {
        @Override
        public byte[] encode() {
            ByteBuffer out = ByteBuffer.allocate(34).put((byte) 5).put((byte) kind);
            putShelves(out, shelves);
            return out.array();
        }
    }

    /**
     * @param from smallest first word of the range, unsigned
     * @param to greatest first word of the range
     */
    record Page(int kind, long from, long to, long[] ids) implements Message {
        @Override
        public byte[] encode() {
            ByteBuffer out = ByteBuffer.allocate(20 + ids.length * Long.BYTES).put((byte) 6).put((byte) kind).putLong(from).putLong(to);
            putIds(out, ids);
            return out.array();
        }
    }

    record Find(int kind, int number, Id id) implements Message {
        @Override
        public byte[] encode() {
            return ByteBuffer.allocate(6 + Id.BYTES).put((byte) 7).put((byte) kind).putInt(number)
                .putLong(id.a()).putLong(id.b()).putLong(id.c()).putLong(id.d()).array();
        }
    }

    /** @param nodes at most {@link #MAX_OWNERS} identities of nodes */
    record Found(int kind, int number, List<String> nodes) implements Message {
        @Override
        public byte[] encode() {
            List<byte[]> texts = nodes.stream().map(node -> node.getBytes(StandardCharsets.UTF_8)).toList();
            ByteBuffer out = ByteBuffer.allocate(7 + texts.stream().mapToInt(text -> 1 + text.length).sum());
            out.put((byte) 8).put((byte) kind).putInt(number).put((byte) texts.size());
            texts.forEach(text -> out.put((byte) text.length).put(text));
            return out.array();
        }
    }

    record Bye() implements Message {
        @Override
        public byte[] encode() {
            return new byte[] {9};
        }
    }

    /** @throws IllegalArgumentException for anything that is no message, or one of a later version */
    static Message decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            Message message = decode(in);
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(in.remaining() + " bytes too many");
            }
            return message;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("too short", e);
        }
    }

    private static Message decode(ByteBuffer in) {
        int type = in.get();
        return switch (type) {
            case 1 -> hello(in);
            case 2 -> new Changes(kind(in), in.getLong(), in.getLong(), ids(in), ids(in));
            case 3 -> digests(in);
            case 4 -> new Ask(kind(in));
            case 5 -> new Want(kind(in), shelves(in));
            case 6 -> new Page(kind(in), in.getLong(), in.getLong(), ids(in));
            case 7 -> new Find(kind(in), in.getInt(), new Id(in.getLong(), in.getLong(), in.getLong(), in.getLong()));
            case 8 -> found(in);
            case 9 -> new Bye();
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    private static Hello hello(ByteBuffer in) {
        int version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("version " + version);
        }
        return new Hello(in.get() != 0, in.getLong(), in.get() != 0);
    }

    private static Digests digests(ByteBuffer in) {
        int kind = kind(in);
        long number = in.getLong();
        long[] digests = new long[IdTable.SHELVES];
        shelves(in).stream().forEach(i -> digests[i] = in.getLong());
        return new Digests(kind, number, digests);
    }

    private static Found found(ByteBuffer in) {
        int kind = kind(in);
        int number = in.getInt();
        List<String> nodes = new ArrayList<>();
        for (int n = in.get() & 0xff; n > 0; n--) {
            byte[] text = new byte[in.get() & 0xff];
            in.get(text);
            nodes.add(new String(text, StandardCharsets.UTF_8));
        }
        return new Found(kind, number, List.copyOf(nodes));
    }

    private static int kind(ByteBuffer in) {
        int kind = in.get();
        if (kind < 0 || kind >= Kind.values().length) {
            throw new IllegalArgumentException("unknown kind " + kind);
        }
        return kind;
    }

    private static BitSet shelves(ByteBuffer in) {
        byte[] bits = new byte[IdTable.SHELVES / 8];
        in.get(bits);
        return BitSet.valueOf(bits);
    }

    private static void putShelves(ByteBuffer out, BitSet shelves) {
        byte[] bits = shelves.toByteArray();
        out.put(bits).put(new byte[IdTable.SHELVES / 8 - bits.length]);
    }

    private static long[] ids(ByteBuffer in) {
        int count = in.getShort() & 0xffff;
        if (count > MAX_IDS || count * Id.BYTES > in.remaining()) {
            throw new IllegalArgumentException(count + " ids");
        }
        long[] words = new long[count * Id.WORDS];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.getLong();
        }
        return words;
    }

    private static void putIds(ByteBuffer out, long[] words) {
        out.putShort((short) (words.length / Id.WORDS));
        for (long word : words) {
            out.putLong(word);
        }
    }

    private static byte flag(boolean value) {
        return (byte) (value ? 1 : 0);
    }
}
