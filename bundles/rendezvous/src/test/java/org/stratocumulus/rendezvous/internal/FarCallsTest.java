package org.stratocumulus.rendezvous.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.directory.internal.DirectorySettings;
import org.stratocumulus.protocol.WireException;

/** Clients of servers that introduce and do nothing else call peers of other servers. */
public class FarCallsTest {
    private static final DirectorySettings FULL = DirectorySettings.DEFAULT;
    private static final DirectorySettings SHARDED = new DirectorySettings(true, 2, 1_000);
    private static final PeerId CALLER = new PeerId(1, 2, 3, 4);
    private static final PeerId PEER = new PeerId(5, 6, 7, 8);

    private Scene scene;
    private Scene.Server here;
    private Scene.Server there;

    private void servers(DirectorySettings settings) {
        scene = new Scene(1, 4, settings);
        here = scene.servers.get(0);
        there = scene.servers.get(1);
    }

    private void call(Scene.Client caller, PeerId peer, AmfValue... arguments) throws Exception {
        List<AmfValue> all = new ArrayList<>(List.of(AmfString.of(peer.toString())));
        all.addAll(List.of(arguments));
        here.application.call(here.connections.find(caller.id), "relay", all);
    }

    /** The first arguments, after the caller's id, of all calls that a client has heard. */
    private static List<AmfValue> heard(Scene.Client peer) {
        return peer.called.stream().filter(command -> command.name().equals("onRelay")).map(command -> command.argument(1)).toList();
    }

    @Test
    public void aPeerOfAnotherServerHearsTheCallersIdAndTheSameArguments() throws Exception {
        servers(FULL);
        Scene.Client one = here.client();
        Scene.Client two = there.client();
        AmfValue user = new AmfObject().put("name", "J\u00f6rg").put("age", 7.0);
        call(one, two.id, AmfString.of("invite"), user);
        scene.until("it is heard", () -> !heard(two).isEmpty());
        assertEquals(List.of(AmfString.of(one.id.toString()), AmfString.of("invite"), user).toString(),
            two.called.get(two.called.size() - 1).arguments().toString());
    }

    @Test
    public void callsFromOnePeerToAnotherStayInOrderInBothFormsOfTheDirectory() throws Exception {
        for (DirectorySettings settings : List.of(FULL, SHARDED)) {
            servers(settings);
            here.calls.perClient(1_000);
            Scene.Client one = here.client();
            List<Scene.Client> others = List.of(there.client(), scene.servers.get(2).client(), scene.servers.get(3).client());
            List<AmfValue> said = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                said.add(new AmfNumber(i));
                for (Scene.Client other : others) {
                    call(one, other.id, new AmfNumber(i));
                }
                scene.time.advance(i % 7);
            }
            scene.until("all are heard", () -> others.stream().allMatch(other -> heard(other).size() == 60));
            for (Scene.Client other : others) {
                assertEquals(said, heard(other));
            }
        }
    }

    @Test
    public void whoIsOnNoServerIsNoSuchPeerAndWhoHasJustLeftIsSilent() throws Exception {
        servers(FULL);
        Scene.Client one = here.client();
        Scene.Client two = there.client();
        assertEquals("no such peer", assertThrows(IllegalArgumentException.class, () -> call(one, PEER)).getMessage());
        there.connections.find(two.id).close("bye");
        call(one, two.id, AmfString.of("too late"));
        scene.time.advance(3_000);
        assertEquals(List.of(), heard(two));
        assertEquals("no such peer", assertThrows(IllegalArgumentException.class, () -> call(one, two.id)).getMessage());
        Scene.Client three = there.client();
        here.calls.directory(null);
        assertThrows("without a directory", IllegalArgumentException.class, () -> call(one, three.id));
    }

    @Test
    public void aClientPassesOnSoManyCallsASecondAndTheOthersFail() throws Exception {
        servers(FULL);
        here.calls.perClient(10);
        Scene.Client one = here.client();
        Scene.Client two = there.client();
        int passed = 0;
        for (int i = 0; i < 30; i++) {
            try {
                call(one, two.id, new AmfNumber(i));
                passed++;
            } catch (IllegalStateException e) {
                assertTrue(e.getMessage().startsWith("too many calls"));
            }
        }
        assertEquals(10, passed);
        call(here.client(), two.id, new AmfNumber(1)); // another has a share of its own
        scene.time.advance(1_000);
        call(one, two.id, new AmfNumber(30));
        scene.time.advance(1_000);
        assertEquals(12, heard(two).size());
    }

    @Test
    public void noMoreThanMaxWaitingCallsWaitForTheDirectory() throws Exception {
        servers(SHARDED);
        here.calls.perClient(1_000_000);
        Scene.Client one = here.client();
        for (int i = 0; i < FarCalls.MAX_WAITING; i++) {
            call(one, new PeerId(i, i, i, i));
        }
        assertThrows(IllegalStateException.class, () -> call(one, PEER));
        scene.time.advance(2_000); // they are on no server, and nobody hears of it
        call(one, PEER);
    }

    @Test
    public void argumentsBeyondMaxBytesFail() throws Exception {
        servers(FULL);
        Scene.Client one = here.client();
        Scene.Client two = there.client();
        call(one, two.id, AmfString.of("a".repeat(FarCall.MAX_BYTES - 4)));
        assertThrows(IllegalArgumentException.class, () -> call(one, two.id, AmfString.of("a".repeat(FarCall.MAX_BYTES))));
        scene.until("the largest is heard", () -> heard(two).size() == 1);
    }

    @Test
    public void aCallOnTheWireAndWhatIsNone() {
        FarCall call = new FarCall(CALLER, PEER, List.of(AmfString.of("hi"), AmfString.of("hi")));
        byte[] bytes = call.encode();
        assertEquals("01" + CALLER + PEER + "06056869" + "0600", HexFormat.of().formatHex(bytes));
        assertEquals(call, decode(bytes));
        for (int length = 0; length < 65; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(WireException.class, () -> decode(cut));
        }
        assertThrows(WireException.class, () -> FarCall.decode(List.of(AmfString.of("hi"))));
        assertThrows(WireException.class, () -> decode(Arrays.copyOf(bytes, 65 + FarCall.MAX_BYTES + 1)));
        Random random = new Random(Long.getLong("seed", 1));
        for (int i = 0; i < 20_000; i++) {
            byte[] bent = bytes.clone();
            for (int j = 0; j < 3; j++) {
                bent[random.nextInt(bent.length)] = (byte) random.nextInt();
            }
            try {
                assertNotNull(decode(bent));
            } catch (WireException expected) {
                continue;
            }
        }
    }

    private static FarCall decode(byte[] bytes) {
        return FarCall.decode(List.of(AmfByteArray.of(bytes)));
    }
}
