package org.stratocumulus.amf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One conversion between plain Java and AMF; remembers the containers it has met, so that cycles end. */
final class JavaConversion {

    private final Map<Object, AmfValue> toAmf = new IdentityHashMap<>(0);
    private final Map<AmfValue, Object> toJava = new IdentityHashMap<>(0);

    AmfValue toAmf(Object java, int depth) {
        if (java == null) {
            return AmfNull.INSTANCE;
        } else if (java instanceof AmfValue value) {
            return value;
        } else if (java instanceof CharSequence || java instanceof Character) {
            return AmfString.of(java.toString());
        } else if (java instanceof Boolean bool) {
            return AmfBoolean.of(bool);
        } else if (java instanceof Number number) {
            return number(number);
        } else if (java instanceof byte[] bytes) {
            return AmfByteArray.of(bytes);
        } else if (java instanceof Instant instant) {
            return AmfDate.of(instant);
        } else if (java instanceof Date date) {
            return new AmfDate(date.getTime(), (short) 0);
        }
        return container(java, depth);
    }

    private static AmfValue number(Number number) {
        boolean integral = number instanceof Integer || number instanceof Short || number instanceof Byte || number instanceof Long;
        if (integral && AmfInteger.fits(number.longValue())) {
            return new AmfInteger(number.intValue());
        }
        return new AmfNumber(number.doubleValue());
    }

    private AmfValue container(Object java, int depth) {
        AmfValue met = toAmf.get(java);
        if (met != null) {
            return met;
        }
        checkDepth(depth);
        if (java instanceof Map<?, ?> map) {
            AmfObject object = new AmfObject();
            toAmf.put(java, object);
            map.forEach((key, value) -> object.set(String.valueOf(key), toAmf(value, depth + 1)));
            return object;
        }
        Iterable<?> elements = java instanceof Object[] array ? Arrays.asList(array) : java instanceof Iterable<?> list ? list : null;
        if (elements == null) {
            throw new AmfException("there is no AMF for " + java.getClass().getName());
        }
        AmfArray array = new AmfArray();
        toAmf.put(java, array);
        for (Object element : elements) {
            array.append(toAmf(element, depth + 1));
        }
        return array;
    }

    Object toJava(AmfValue value, int depth) {
        if (value.isNullish()) {
            return null;
        } else if (value instanceof AmfBoolean bool) {
            return bool.value();
        } else if (value instanceof AmfNumber number) {
            return number.value();
        } else if (value instanceof AmfInteger integer) {
            return integer.value();
        } else if (value instanceof AmfString || value instanceof AmfXml) {
            return value.asString();
        } else if (value instanceof AmfByteArray bytes) {
            return bytes.bytes();
        } else if (value instanceof AmfDate date) {
            return date.instant();
        } else if (value instanceof AmfExternalizable) {
            AmfValue body = AmfExternalizable.unwrap(value);
            return body instanceof AmfExternalizable ? null : toJava(body, depth);
        }
        Object met = toJava.get(value);
        if (met != null) {
            return met;
        }
        checkDepth(depth);
        return containerToJava(value, depth + 1);
    }

    private Object containerToJava(AmfValue value, int depth) {
        if (value instanceof AmfObject object) {
            return map(value, object.properties(), List.of(), depth);
        } else if (value instanceof AmfArray array && !array.properties().isEmpty()) {
            return map(value, array.properties(), array.elements(), depth);
        } else if (value instanceof AmfDictionary dictionary) {
            Map<Object, Object> map = new LinkedHashMap<>();
            toJava.put(value, map);
            for (AmfDictionary.Entry entry : dictionary.entries()) {
                map.put(key(entry.key()), toJava(entry.value(), depth));
            }
            return map;
        }
        List<Object> list = new ArrayList<>();
        toJava.put(value, list);
        if (value instanceof AmfArray array) {
            array.elements().forEach(element -> list.add(toJava(element, depth)));
        } else if (value instanceof AmfVector vector) {
            for (int i = 0; i < vector.size(); i++) {
                list.add(toJava(vector.get(i), depth));
            }
        }
        return list;
    }

    private Map<String, Object> map(AmfValue value, Map<String, AmfValue> properties, List<AmfValue> elements, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        toJava.put(value, map);
        for (int i = 0; i < elements.size(); i++) {
            map.put(Integer.toString(i), toJava(elements.get(i), depth));
        }
        properties.forEach((name, property) -> map.put(name, toJava(property, depth)));
        return map;
    }

    /** Containers stay AMF values as keys: they have identity, and a Java map that contains itself has no hash code. */
    private Object key(AmfValue key) {
        boolean scalar = key instanceof AmfBoolean || key instanceof AmfNumber || key instanceof AmfInteger || key instanceof AmfString;
        return scalar || key.isNullish() ? toJava(key, 0) : key;
    }

    private static void checkDepth(int depth) {
        if (depth >= AmfLimits.DEPTH_CEILING) {
            throw new AmfException("containers are nested deeper than " + AmfLimits.DEPTH_CEILING);
        }
    }
}
