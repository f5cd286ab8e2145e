package org.stratocumulus.amf;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Text of a value for logs: at most {@value #MAX_LENGTH} characters and {@value #MAX_DEPTH} levels, whatever the value. */
final class ValuePrinter {

    static final int MAX_LENGTH = 512;
    static final int MAX_DEPTH = 4;
    private static final int MAX_TEXT = 128;

    private final StringBuilder out = new StringBuilder();

    private ValuePrinter() {
    }

    static String print(AmfValue value) {
        ValuePrinter printer = new ValuePrinter();
        printer.append(value, 0);
        StringBuilder out = printer.out;
        if (out.length() > MAX_LENGTH) {
            out.setLength(MAX_LENGTH - 3);
            out.append("...");
        }
        return out.toString();
    }

    private boolean full() {
        return out.length() > MAX_LENGTH;
    }

    private void append(AmfValue value, int depth) {
        if (full()) {
            return;
        }
        if (value instanceof AmfString string) {
            quote(string);
        } else if (value instanceof AmfXml xml) {
            out.append("xml ");
            quote(xml.content());
        } else if (isContainer(value)) {
            out.append(label(value));
            container(value, depth);
        } else {
            out.append(value);
        }
    }

    private static boolean isContainer(AmfValue value) {
        return value instanceof AmfObject || value instanceof AmfArray || value instanceof AmfVector || value instanceof AmfDictionary
                || value instanceof AmfExternalizable;
    }

    private static String label(AmfValue value) {
        return bounded(value.typeName());
    }

    private void container(AmfValue value, int depth) {
        if (depth >= MAX_DEPTH) {
            out.append(" ...");
            return;
        }
        out.append(" {");
        if (value instanceof AmfObject object) {
            properties(object.properties(), depth);
        } else if (value instanceof AmfArray array) {
            array.elements().stream().takeWhile(element -> !full()).forEach(element -> element(element, depth));
            properties(array.properties(), depth);
        } else if (value instanceof AmfVector vector) {
            for (int i = 0; i < vector.size() && !full(); i++) {
                element(vector.get(i), depth);
            }
        } else if (value instanceof AmfDictionary dictionary) {
            dictionary.entries().stream().takeWhile(entry -> !full()).forEach(entry -> entry(entry, depth));
        } else if (value instanceof AmfExternalizable externalizable) {
            element(externalizable.body(), depth);
        }
        out.append('}');
    }

    private void properties(Map<String, AmfValue> properties, int depth) {
        for (Map.Entry<String, AmfValue> property : properties.entrySet()) {
            if (full()) {
                return;
            }
            separate();
            out.append(bounded(property.getKey())).append(": ");
            append(property.getValue(), depth + 1);
        }
    }

    private void element(AmfValue element, int depth) {
        separate();
        append(element, depth + 1);
    }

    private void entry(AmfDictionary.Entry entry, int depth) {
        separate();
        append(entry.key(), depth + 1);
        out.append(": ");
        append(entry.value(), depth + 1);
    }

    private void separate() {
        if (out.charAt(out.length() - 1) != '{') {
            out.append(", ");
        }
    }

    private void quote(AmfString string) {
        int decoded = Math.min(string.length(), MAX_TEXT * 4); // UTF-8 takes at most four bytes a character
        String text = new String(string.raw(), 0, decoded, StandardCharsets.UTF_8);
        out.append('"').append(bounded(text)).append('"');
    }

    /** Control characters are shown as '.', so that a far end cannot write lines of a log. */
    private static String bounded(String text) {
        int shown = Math.min(text.length(), MAX_TEXT);
        StringBuilder clean = new StringBuilder(shown + 3);
        for (int i = 0; i < shown; i++) {
            char c = text.charAt(i);
            clean.append(Character.isISOControl(c) ? '.' : c);
        }
        return clean.append(shown < text.length() ? "..." : "").toString();
    }
}
