package org.stratocumulus.amf;

/**
 * What a reader believes and a writer produces at most. Whatever exceeds a limit is an {@link AmfException}; nothing is cut silently.
 *
 * @param maxDepth containers inside containers, 1 to {@value #DEPTH_CEILING}; the codec recurses once per level
 * @param maxElements entries of one container (properties, array elements, vector items, sealed members), at least 1
 * @param maxStringLength bytes of one string, XML text or byte array, at least 1
 * @param maxValues values of one body, all levels together, at least 1; bounds the heap that a small body may ask for
 * @param maxBytes length of one body, at least 1
 */
public record AmfLimits(int maxDepth, int maxElements, int maxStringLength, int maxValues, int maxBytes) {

    /** Largest {@code maxDepth} accepted: keeps the recursion far from the end of any thread's stack. */
    public static final int DEPTH_CEILING = 256;

    /**
     * 32 levels, 65,536 elements, 16,777,215 bytes a string and a body (the largest RTMP payload, RFC 7425 5.1), 131,072 values.
     */
    public static final AmfLimits DEFAULT = new AmfLimits(32, 65_536, 0xFFFFFF, 131_072, 0xFFFFFF);

    /** @throws IllegalArgumentException when a limit is below 1 or {@code maxDepth} above {@link #DEPTH_CEILING} */
    public AmfLimits {
        atLeastOne("maxDepth", maxDepth);
        atLeastOne("maxElements", maxElements);
        atLeastOne("maxStringLength", maxStringLength);
        atLeastOne("maxValues", maxValues);
        atLeastOne("maxBytes", maxBytes);
        if (maxDepth > DEPTH_CEILING) {
            throw new IllegalArgumentException("maxDepth is at most " + DEPTH_CEILING + ", not " + maxDepth);
        }
    }

    /** @return these limits with another {@code maxDepth} */
    public AmfLimits withMaxDepth(int depth) {
        return new AmfLimits(depth, maxElements, maxStringLength, maxValues, maxBytes);
    }

    /** @return these limits with another {@code maxElements} */
    public AmfLimits withMaxElements(int elements) {
        return new AmfLimits(maxDepth, elements, maxStringLength, maxValues, maxBytes);
    }

    /** @return these limits with another {@code maxStringLength} */
    public AmfLimits withMaxStringLength(int length) {
        return new AmfLimits(maxDepth, maxElements, length, maxValues, maxBytes);
    }

    /** @return these limits with another {@code maxValues} */
    public AmfLimits withMaxValues(int values) {
        return new AmfLimits(maxDepth, maxElements, maxStringLength, values, maxBytes);
    }

    /** @return these limits with another {@code maxBytes} */
    public AmfLimits withMaxBytes(int bytes) {
        return new AmfLimits(maxDepth, maxElements, maxStringLength, maxValues, bytes);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is at least 1, not " + value);
        }
    }
}
