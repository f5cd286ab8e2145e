package org.stratocumulus.netgroup.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.netgroup.internal.ViewMessage.Kind;
import org.stratocumulus.testkit.Seeds;

public class ViewMessageTest {
    private static final GroupId GROUP = GroupId.parse("11".repeat(32));

    private static List<PeerId> peers(int from, int count) {
        List<PeerId> peers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            peers.add(new PeerId(from + i, 0, 0, 0));
        }
        return peers;
    }

    private static ViewMessage message(Kind kind, List<PeerId> removed, List<PeerId> added) {
        return new ViewMessage(kind, false, GROUP, 7, 2, 3, removed, added);
    }

    @Test
    public void theLayout() {
        ViewMessage message = new ViewMessage(Kind.CHANGE, true, GROUP, 7, 2, 3, peers(1, 1), peers(2, 1));
        assertEquals("01" + "81" + "11".repeat(32) + "00000007" + "00000002" + "0000000000000003" + "0001" + "0001"
            + "0000000000000001" + "00".repeat(24) + "0000000000000002" + "00".repeat(24), HexFormat.of().formatHex(message.encode()));
    }

    @Test
    public void whatIsWrittenIsRead() {
        for (ViewMessage message : List.of(message(Kind.WHOLE, List.of(), peers(1, 64)), message(Kind.CHANGE, peers(1, 64), peers(100, 64)),
            message(Kind.CHECK, List.of(), List.of()), new ViewMessage(Kind.WHOLE, true, GROUP, 0, -1, -1, List.of(), List.of()))) {
            assertEquals(message, ViewMessage.decode(message.encode()));
        }
    }

    @Test
    public void maxNamed() {
        assertNull(ViewMessage.decode(message(Kind.WHOLE, List.of(), peers(1, ViewMessage.MAX_NAMED + 1)).encode()));
        assertNull(ViewMessage.decode(message(Kind.CHANGE, peers(1, ViewMessage.MAX_NAMED + 1), List.of()).encode()));
    }

    @Test
    public void nobodyIsNamedTwice() {
        assertNull(ViewMessage.decode(message(Kind.WHOLE, List.of(), List.of(new PeerId(1, 1, 1, 1), new PeerId(1, 1, 1, 1))).encode()));
        assertNull(ViewMessage.decode(message(Kind.CHANGE, peers(1, 2), peers(2, 2)).encode()));
    }

    @Test
    public void theKindSaysWhoMayBeNamed() {
        assertNull(ViewMessage.decode(message(Kind.WHOLE, peers(1, 1), List.of()).encode()));
        assertNull(ViewMessage.decode(message(Kind.CHECK, List.of(), peers(1, 1)).encode()));
    }

    @Test
    public void anotherVersionAnotherKindAndAnotherLengthAreMalformed() {
        byte[] good = message(Kind.CHANGE, peers(1, 1), peers(2, 1)).encode();
        for (int length = 0; length < good.length; length++) {
            assertNull(ViewMessage.decode(Arrays.copyOf(good, length)));
        }
        assertNull(ViewMessage.decode(Arrays.copyOf(good, good.length + 1)));
        assertNull(ViewMessage.decode(new byte[ViewMessage.MAX_LENGTH + 1]));
        byte[] version = good.clone();
        version[0] = 2;
        assertNull(ViewMessage.decode(version));
        byte[] kind = good.clone();
        kind[1] = 3;
        assertNull(ViewMessage.decode(kind));
    }

    @Test
    public void noBytesDoHarm() throws Exception {
        Seeds.each(20, seed -> {
            Random random = new Random(seed);
            byte[] good = message(Kind.CHANGE, peers(1, 3), peers(10, 3)).encode();
            assertNotNull(ViewMessage.decode(good));
            for (int i = 0; i < 10_000; i++) {
                byte[] bad = good.clone();
                for (int j = random.nextInt(4); j >= 0; j--) {
                    bad[random.nextInt(ViewMessage.HEADER)] = (byte) random.nextInt();
                }
                ViewMessage.decode(Arrays.copyOf(bad, random.nextInt(2) == 0 ? bad.length : random.nextInt(bad.length + 100)));
            }
        });
    }

    @Test
    public void theDigestIsOfTheSetNotOfItsOrder() {
        List<PeerId> order = peers(1, 20);
        List<PeerId> other = new ArrayList<>(order);
        java.util.Collections.reverse(other);
        assertEquals(ViewMessage.digest(order), ViewMessage.digest(other));
        assertNotEquals(ViewMessage.digest(order), ViewMessage.digest(order.subList(1, 20)));
    }
}
