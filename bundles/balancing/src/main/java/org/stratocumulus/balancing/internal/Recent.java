package org.stratocumulus.balancing.internal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Remembers something of recent hellos. Has room for a fixed number: the oldest make room for new ones, and nothing is found after its
 * time, when the next ones have it forgotten. Safe for all loops; they share sixteen locks, held for one look-up.
 *
 * @param <V> what is remembered, immutable
 */
final class Recent<V> {
    private static final int STRIPES = 16;
    /** Old ones that one change forgets at most: more than it can add. */
    private static final int FORGOTTEN = 2;

    private record Dated<V>(V value, long since) {
    }

    private static final class Stripe<V> extends LinkedHashMap<HelloKey, Dated<V>> {
        private static final long serialVersionUID = 1L;
        private final int room;

        Stripe(int room) {
            this.room = room;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<HelloKey, Dated<V>> eldest) {
            return size() > room;
        }
    }

    private final Stripe<V>[] stripes;
    private final long keepMillis;

    /**
     * @param room how many are remembered, all together
     * @param keepMillis for how long, counted from the first time
     */
    @SuppressWarnings("unchecked")
    Recent(int room, long keepMillis) {
        this.keepMillis = keepMillis;
        stripes = new Stripe[STRIPES];
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe<>(Math.max(1, room / STRIPES));
        }
    }

    /** What is remembered, or null. */
    V find(HelloKey key, long now) {
        Stripe<V> stripe = stripe(key);
        synchronized (stripe) {
            Dated<V> found = stripe.get(key);
            return found == null || now - found.since() > keepMillis ? null : found.value();
        }
    }

    /**
     * Replaces what is remembered.
     *
     * @param change gets null when there was nothing; quick, and touches nothing else
     */
    V update(HelloKey key, long now, UnaryOperator<V> change) {
        Stripe<V> stripe = stripe(key);
        synchronized (stripe) {
            Dated<V> found = stripe.get(key);
            boolean over = found == null || now - found.since() > keepMillis;
            if (over) {
                stripe.remove(key); // so that it is the youngest again
            }
            V next = change.apply(over ? null : found.value());
            stripe.put(key, new Dated<>(next, over ? now : found.since()));
            forgetOld(stripe, now);
            return next;
        }
    }

    private void forgetOld(Stripe<V> stripe, long now) {
        Iterator<Dated<V>> eldestFirst = stripe.values().iterator();
        for (int i = 0; i < FORGOTTEN && eldestFirst.hasNext() && now - eldestFirst.next().since() > keepMillis; i++) {
            eldestFirst.remove();
        }
    }

    int size() {
        int size = 0;
        for (Stripe<V> stripe : stripes) {
            synchronized (stripe) {
                size += stripe.size();
            }
        }
        return size;
    }

    private Stripe<V> stripe(HelloKey key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return stripes[hash >>> 28];
    }
}
