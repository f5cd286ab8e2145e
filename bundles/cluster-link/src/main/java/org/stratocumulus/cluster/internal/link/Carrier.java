package org.stratocumulus.cluster.internal.link;

/** Carries the bytes of one link: TCP now, something else later. It feeds {@link Link#receive} and drains {@link Link#outbox}. */
public interface Carrier {
    /** The outbox has something; any thread. */
    void wake();

    /** Writes what waits, within a bounded time, and ends; the link's thread. Harmless when it has ended already. */
    void close();
}
