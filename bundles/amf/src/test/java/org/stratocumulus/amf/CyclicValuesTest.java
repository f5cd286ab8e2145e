package org.stratocumulus.amf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Containers that contain themselves, everywhere a value can go. */
public class CyclicValuesTest {

    private final AmfObject self = new AmfObject();

    public CyclicValuesTest() {
        self.put("me", self);
    }

    @Test
    public void objectInItselfTravelsThroughAmf0() {
        byte[] bytes = new Amf0Writer().write(self).toByteArray();
        assertEquals(Wire.packed("03 0002 6d65 07 0000 0000 09"), Wire.show(bytes));
        AmfObject back = new Amf0Reader(bytes).read().asObject();
        assertSame(back, back.get("me"));
    }

    @Test
    public void objectInItselfTravelsThroughAmf3() {
        byte[] bytes = new Amf3Writer().write(self).toByteArray();
        assertEquals(Wire.packed("0a 0b 01 05 6d65 0a 00 01"), Wire.show(bytes));
        AmfObject back = new Amf3Reader(bytes).read().asObject();
        assertSame(back, back.get("me"));
    }

    @Test
    public void cycleThroughBothEncodingsEnds() {
        AmfVector vector = AmfVector.ofObjects("*");
        AmfObject object = new AmfObject().put("vector", vector);
        vector.add(object);
        AmfObject back = new Amf0Reader(new Amf0Writer().write(object).toByteArray()).read().asObject();
        assertTrue("content is the same along every path", object.sameAs(back));
    }

    @Test
    public void arrayVectorDictionaryAndExternalizableInThemselvesTravel() {
        AmfArray array = new AmfArray();
        array.add(array);
        AmfArray arrayBack = throughAmf3(array).asArray();
        assertSame(arrayBack, arrayBack.get(0));

        AmfVector vector = AmfVector.ofObjects("*");
        vector.add(vector);
        AmfVector vectorBack = (AmfVector) throughAmf3(vector);
        assertSame(vectorBack, vectorBack.get(0));

        AmfDictionary dictionary = new AmfDictionary();
        dictionary.put(dictionary, dictionary);
        AmfDictionary dictionaryBack = (AmfDictionary) throughAmf3(dictionary);
        assertSame(dictionaryBack, dictionaryBack.entries().get(0).key());

        AmfArray inside = new AmfArray();
        AmfExternalizable collection = new AmfExternalizable("flex.messaging.io.ArrayCollection", inside);
        inside.add(collection);
        AmfExternalizable collectionBack = (AmfExternalizable) throughAmf3(collection);
        assertSame(collectionBack, collectionBack.asArray().get(0));
    }

    @Test
    public void externalizableThatIsItsOwnBodyIsNeitherArrayNorEndless() {
        // 0a 07: new traits, externalizable; body: object reference 0
        byte[] bytes = Wire.hex("0a 07 43", Wire.show("flex.messaging.io.ArrayCollection".getBytes()), "0a 00");
        AmfValue value = new Amf3Reader(bytes).read();
        assertEquals(null, value.toJava());
        assertFalse(value.toString().isEmpty());
        try {
            value.asArray();
        } catch (AmfException e) {
            return;
        }
        throw new AssertionError("there is no array in it");
    }

    @Test
    public void comparisonEndsAndSeesWhatDiffers() {
        AmfObject twin = new AmfObject();
        twin.put("me", new AmfObject().put("me", twin));
        assertTrue("every path of both is me.me.me...", self.sameAs(twin));
        twin.put("more", 1);
        assertFalse(self.sameAs(twin));
    }

    @Test
    public void conversionToJavaAndBackKeepsTheCycle() {
        Map<?, ?> map = (Map<?, ?>) self.toJava();
        assertSame(map, map.get("me"));
        AmfObject back = AmfValue.of(map).asObject();
        assertSame(back, back.get("me"));
        List<Object> list = new ArrayList<>();
        list.add(list);
        AmfArray array = AmfValue.of(list).asArray();
        assertSame(array, array.get(0));
    }

    @Test
    public void textIsBoundedForCyclesAndForLargeValues() {
        assertTrue(self.toString(), self.toString().length() <= ValuePrinter.MAX_LENGTH);
        AmfDictionary dictionary = new AmfDictionary();
        dictionary.put(dictionary, dictionary);
        assertTrue(dictionary.toString().length() <= ValuePrinter.MAX_LENGTH);
        assertTrue(dictionary.entries().get(0).toString().length() <= 2 * ValuePrinter.MAX_LENGTH + 2);
        Map<String, Object> large = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            large.put("property " + i, "x".repeat(1000));
        }
        assertEquals(ValuePrinter.MAX_LENGTH, AmfValue.of(large).toString().length());
    }

    private static AmfValue throughAmf3(AmfValue value) {
        AmfValue back = new Amf3Reader(new Amf3Writer().write(value).toByteArray()).read();
        assertTrue(value.sameAs(back));
        return back;
    }
}
