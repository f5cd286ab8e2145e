package org.stratocumulus.netgroup.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;

/**
 * What a node says to another one of its members of a group that both have: one AMF byte array on {@link #TOPIC}, big endian.
 *
 * <pre>
 * 01            version
 * kind          00 WHOLE: these and no others;  01 CHANGE: since the message before;  02 CHECK: nothing new;  + 80: say all of yours
 * group (32)
 * members (4)   clients of the sender in the group, named or not
 * sequence (4)  one more with each CHANGE
 * digest (8)    sum of {@link #digest} over all that are named now
 * removed (2)   count
 * added (2)     count
 * peer id (32)  for each, removed ones first
 * </pre>
 *
 * @param ask whether the receiver is to say all of its own
 */
record ViewMessage(Kind kind, boolean ask, GroupId group, long members, int sequence, long digest, List<PeerId> removed, List<PeerId> added) {
    /** Handler name of the link. */
    static final String TOPIC = "stratocumulus.netgroup";
    /** Peer ids named by one node for one group at most. */
    static final int MAX_NAMED = 64;
    /** Bytes of a message without peer ids. */
    static final int HEADER = 54;
    /** Bytes of a message at most. */
    static final int MAX_LENGTH = HEADER + 2 * MAX_NAMED * PeerId.LENGTH;

    private static final byte VERSION = 1;
    private static final int ASK = 0x80;

    enum Kind { WHOLE, CHANGE, CHECK }

    /** Of one peer id; the digest of several is the sum. Tells what was lost, not what was forged. */
    static long digest(PeerId peer) {
        return mix(mix(mix(mix(peer.a()) ^ peer.b()) ^ peer.c()) ^ peer.d());
    }

    static long digest(Collection<PeerId> peers) {
        return peers.stream().mapToLong(ViewMessage::digest).sum();
    }

    private static long mix(long x) { // the finalizer of SplitMix64
        long y = (x + 0x9e3779b97f4a7c15L ^ x >>> 30) * 0xbf58476d1ce4e5b9L;
        y = (y ^ y >>> 27) * 0x94d049bb133111ebL;
        return y ^ y >>> 31;
    }

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(HEADER + (removed.size() + added.size()) * PeerId.LENGTH);
        out.put(VERSION).put((byte) (kind.ordinal() | (ask ? ASK : 0))).put(group.toBytes());
        out.putInt((int) Math.min(members, Integer.MAX_VALUE)).putInt(sequence).putLong(digest);
        out.putShort((short) removed.size()).putShort((short) added.size());
        removed.forEach(peer -> out.put(peer.toBytes()));
        added.forEach(peer -> out.put(peer.toBytes()));
        return out.array();
    }

    /** @return null for a malformed message, and for one that names too many or somebody twice */
    static ViewMessage decode(byte[] bytes) {
        if (bytes.length < HEADER || bytes.length > MAX_LENGTH || bytes[0] != VERSION) {
            return null;
        }
        int kind = bytes[1] & ASK - 1;
        ByteBuffer in = ByteBuffer.wrap(bytes, 2, bytes.length - 2);
        byte[] group = new byte[GroupId.LENGTH];
        in.get(group);
        long members = Integer.toUnsignedLong(in.getInt());
        int sequence = in.getInt();
        long digest = in.getLong();
        int removed = Short.toUnsignedInt(in.getShort());
        int added = Short.toUnsignedInt(in.getShort());
        if (kind >= Kind.values().length || removed > MAX_NAMED || added > MAX_NAMED
            || in.remaining() != (removed + added) * PeerId.LENGTH || !fits(Kind.values()[kind], removed, added)) {
            return null;
        }
        List<PeerId> out = peers(bytes, HEADER, removed);
        List<PeerId> come = peers(bytes, HEADER + removed * PeerId.LENGTH, added);
        Set<PeerId> all = new HashSet<>(out);
        all.addAll(come);
        return all.size() != removed + added ? null
            : new ViewMessage(Kind.values()[kind], (bytes[1] & ASK) != 0, GroupId.of(group), members, sequence, digest, out, come);
    }

    private static boolean fits(Kind kind, int removed, int added) {
        return switch (kind) {
            case WHOLE -> removed == 0;
            case CHANGE -> true;
            case CHECK -> removed + added == 0;
        };
    }

    private static List<PeerId> peers(byte[] bytes, int from, int count) {
        List<PeerId> peers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            peers.add(PeerId.of(bytes, from + i * PeerId.LENGTH));
        }
        return peers;
    }
}
