package org.stratocumulus.benchmarks.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads and writes JSON as maps, lists, strings, numbers (as double), booleans and null; what {@code rtmfp-load} and results need of it. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when it is no JSON object */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String text) {
        Json json = new Json(text);
        if (json.value() instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalArgumentException("no JSON object: " + text);
    }

    /** One value in readable lines. */
    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, "\n");
        return out.append('\n').toString();
    }

    private static void write(StringBuilder out, Object value, String line) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{" + line + "  ";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                quote(out.append(separator), entry.getKey().toString());
                write(out.append(": "), entry.getValue(), line + "  ");
                separator = "," + line + "  ";
            }
            out.append(map.isEmpty() ? "{" : line).append('}');
        } else if (value instanceof List<?> list) {
            boolean flat = list.stream().allMatch(Number.class::isInstance);
            String separator = "[";
            for (Object one : list) {
                write(out.append(separator).append(flat ? "" : line + "  "), one, line + "  ");
                separator = flat ? ", " : ",";
            }
            out.append(list.isEmpty() ? "[" : flat ? "" : line).append(']');
        } else if (value instanceof Double number) {
            out.append(number.isNaN() || number.isInfinite() ? "null" : plain(number));
        } else if (value instanceof String string) {
            quote(out, string);
        } else {
            out.append(value);
        }
    }

    /** Four significant digits are more than any of these figures has. */
    static String plain(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        int digits = Math.max(0, 3 - (int) Math.floor(Math.log10(Math.abs(number))));
        return String.format(Locale.ROOT, "%." + digits + "f", number);
    }

    private static void quote(StringBuilder out, String string) {
        out.append('"').append(string.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")).append('"');
    }

    private Object value() {
        char first = next();
        switch (first) {
            case '{':
                return map();
            case '[':
                return list();
            case '"':
                return string();
            default:
                at--;
                return word();
        }
    }

    private Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (char c = next(); c != '}'; c = next()) {
            if (c == ',') {
                continue;
            }
            expect(c, '"');
            String name = string();
            expect(next(), ':');
            map.put(name, value());
        }
        return map;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        for (char c = next(); c != ']'; c = next()) {
            if (c != ',') {
                at--;
                list.add(value());
            }
        }
        return list;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        for (char c = take(); c != '"'; c = take()) {
            string.append(c == '\\' ? escaped() : c);
        }
        return string.toString();
    }

    private char escaped() {
        char c = take();
        switch (c) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'u':
                at += 4;
                return (char) Integer.parseInt(text.substring(at - 4, at), 16);
            default:
                return c;
        }
    }

    private Object word() {
        int begin = at;
        while (at < text.length() && ",]} \n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(begin, at);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> Double.valueOf(word);
        };
    }

    private char next() {
        char c = take();
        while (Character.isWhitespace(c)) {
            c = take();
        }
        return c;
    }

    private char take() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("JSON ends early: " + text);
        }
        return text.charAt(at++);
    }

    private void expect(char is, char should) {
        if (is != should) {
            throw new IllegalArgumentException("JSON: '" + should + "' expected at " + at + " of " + text);
        }
    }
}
