package org.stratocumulus.amf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares two graphs of values step by step, without recursion; a pair met before is not followed again. */
final class ContentComparison {

    /** Two containers that were assumed to be the same, by identity. */
    private record Pair(AmfValue left, AmfValue right) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Pair pair && left == pair.left && right == pair.right;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(left) + System.identityHashCode(right);
        }
    }

    private final Set<Pair> met = new HashSet<>();
    private final Deque<Pair> open = new ArrayDeque<>();

    private ContentComparison() {
    }

    static boolean same(AmfValue left, AmfValue right) {
        ContentComparison comparison = new ContentComparison();
        comparison.open.push(new Pair(left, right));
        while (!comparison.open.isEmpty()) {
            Pair pair = comparison.open.pop();
            if (pair.left != pair.right && comparison.met.add(pair) && !comparison.expand(pair.left, pair.right)) {
                return false;
            }
        }
        return true;
    }

    private boolean expand(AmfValue left, AmfValue right) {
        if (left instanceof AmfObject a && right instanceof AmfObject b) {
            return a.className().equals(b.className()) && maps(a.properties(), b.properties());
        } else if (left instanceof AmfArray a && right instanceof AmfArray b) {
            return lists(a.elements(), b.elements()) && maps(a.properties(), b.properties());
        } else if (left instanceof AmfVector a && right instanceof AmfVector b) {
            return vectors(a, b);
        } else if (left instanceof AmfDictionary a && right instanceof AmfDictionary b) {
            return lists(a.entries().stream().map(AmfDictionary.Entry::key).toList(),
                            b.entries().stream().map(AmfDictionary.Entry::key).toList())
                    && lists(a.entries().stream().map(AmfDictionary.Entry::value).toList(),
                            b.entries().stream().map(AmfDictionary.Entry::value).toList());
        } else if (left instanceof AmfExternalizable a && right instanceof AmfExternalizable b) {
            open.push(new Pair(a.body(), b.body()));
            return a.className().equals(b.className());
        }
        return left.equals(right);
    }

    private boolean maps(Map<String, AmfValue> left, Map<String, AmfValue> right) {
        if (!left.keySet().equals(right.keySet())) {
            return false;
        }
        left.forEach((name, value) -> open.push(new Pair(value, right.get(name))));
        return true;
    }

    private boolean lists(List<AmfValue> left, List<AmfValue> right) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<AmfValue> others = right.iterator();
        left.forEach(value -> open.push(new Pair(value, others.next())));
        return true;
    }

    private boolean vectors(AmfVector left, AmfVector right) {
        if (left.kind() != right.kind() || left.size() != right.size() || !left.elementType().equals(right.elementType())) {
            return false;
        }
        for (int i = 0; left.kind() == AmfVector.Kind.OBJECT && i < left.size(); i++) {
            open.push(new Pair(left.get(i), right.get(i)));
        }
        return left.sameNumbers(right);
    }
}
