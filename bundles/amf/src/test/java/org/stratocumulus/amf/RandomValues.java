package org.stratocumulus.amf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random trees of values, with some containers shared and some cyclic. */
final class RandomValues {

    private final Random random;
    private final boolean amf3;
    private final List<AmfValue> containers = new ArrayList<>();

    /** @param amf3 whether to use what AMF0 would change: integers */
    RandomValues(Random random, boolean amf3) {
        this.random = random;
        this.amf3 = amf3;
    }

    AmfValue next(int depth) {
        int kind = random.nextInt(depth > 0 ? 16 : 9);
        return switch (kind) {
            case 0 -> AmfNull.INSTANCE;
            case 1 -> AmfUndefined.INSTANCE;
            case 2 -> AmfBoolean.of(random.nextBoolean());
            case 3 -> new AmfNumber(Double.longBitsToDouble(random.nextLong()));
            case 4 -> amf3 ? new AmfInteger(random.nextInt() >> random.nextInt(26) + 3) : new AmfNumber(random.nextInt());
            case 5 -> AmfString.ofBytes(bytes());
            case 6 -> AmfByteArray.of(bytes());
            case 7 -> new AmfDate(random.nextInt(), (short) 0);
            case 8 -> new AmfXml(AmfString.of(name()), random.nextBoolean());
            case 9 -> containers.isEmpty() ? AmfNull.INSTANCE : containers.get(random.nextInt(containers.size()));
            case 10 -> numbers();
            default -> container(kind, depth - 1);
        };
    }

    private AmfValue container(int kind, int depth) {
        return switch (kind) {
            case 11 -> externalizable(depth);
            case 12 -> dictionary(depth);
            case 13 -> vector(depth);
            case 14 -> array(depth);
            default -> object(depth);
        };
    }

    private AmfValue object(int depth) {
        // classes are dynamic: AMF0 has no sealed members
        AmfObject object = new AmfObject(random.nextInt(3) == 0 ? "Class" + random.nextInt(3) : "");
        containers.add(object);
        for (int i = random.nextInt(5); i > 0; i--) {
            object.put(name(), next(depth));
        }
        return object;
    }

    private AmfValue array(int depth) {
        AmfArray array = new AmfArray();
        containers.add(array);
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(next(depth));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            array.put(name(), next(depth));
        }
        return array;
    }

    private AmfValue dictionary(int depth) {
        AmfDictionary dictionary = new AmfDictionary(random.nextBoolean());
        containers.add(dictionary);
        for (int i = random.nextInt(3); i > 0; i--) {
            dictionary.put(next(depth), next(depth));
        }
        return dictionary;
    }

    private AmfValue vector(int depth) {
        AmfVector vector = AmfVector.ofObjects(random.nextBoolean() ? "*" : "Foo");
        containers.add(vector);
        for (int i = random.nextInt(3); i > 0; i--) {
            vector.add(next(depth));
        }
        return vector;
    }

    private AmfValue externalizable(int depth) {
        return random.nextBoolean() ? new AmfExternalizable("flex.messaging.io.ArrayCollection", array(depth))
                : new AmfExternalizable("flex.messaging.io.ObjectProxy", object(depth));
    }

    private AmfValue numbers() {
        return switch (random.nextInt(3)) {
            case 0 -> AmfVector.ofInts(random.nextInt(), random.nextInt());
            case 1 -> AmfVector.ofUnsigned(random.nextInt() & 0xFFFFFFFFL);
            default -> AmfVector.ofDoubles(random.nextDouble(), random.nextGaussian());
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(70_000) : random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Never empty and never an index: those are other things on the wire. */
    private String name() {
        return "n" + Integer.toString(random.nextInt(40), 36) + (random.nextInt(5) == 0 ? "\u00e9\u4e16" : "");
    }
}
