package org.stratocumulus.cluster.internal.wire;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.Test;
import org.stratocumulus.amf.AmfByteArray;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;

public class PayloadTest {
    private static byte[] bytes(Payload payload) {
        return Arrays.copyOf(payload.array(), payload.length());
    }

    @Test
    public void aPayloadUsedAgainKnowsNothingOfTheValuesBefore() {
        AmfObject object = new AmfObject();
        object.put("a", AmfString.of("ab"));
        AmfValue[] values = {AmfString.of("ab"), object, AmfValue.of(1.5), object};
        byte[] expected = Values.encode(values);
        Payload first = Payload.of(values);
        assertArrayEquals(expected, bytes(first));
        first.close();
        Payload second = Payload.of(values);
        assertSame(first, second);
        assertArrayEquals("no reference into the message before", expected, bytes(second));
        Payload third = Payload.of(values);
        assertNotSame("one in use is not given out", second, third);
        second.close();
        third.close();
    }

    @Test
    public void oneThatFailedIsNotUsedAgain() {
        AmfObject cause = new AmfObject();
        cause.put("x", AmfString.of("y"));
        AmfValue deep = cause;
        for (int i = 0; i < 100; i++) {
            AmfObject outer = new AmfObject();
            outer.put("in", deep);
            deep = outer;
        }
        AmfValue tooDeep = deep;
        assertThrows(AmfException.class, () -> Payload.of(tooDeep));
        try (Payload next = Payload.of(cause)) {
            assertArrayEquals(Values.encode(cause), bytes(next));
        }
    }

    @Test
    public void bytesGoAsTheyAreAndComeBack() {
        byte[] bytes = new byte[64 * 1024];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        try (Payload payload = Payload.of(AmfByteArray.of(bytes))) {
            assertEquals("11 0c and a length of three bytes", bytes.length + 5, payload.length());
            assertEquals(List.of(AmfByteArray.of(bytes)), Values.decode(payload.array(), 0, payload.length()));
        }
    }
}
