package org.stratocumulus.benchmarks.server;

/**
 * What is measured.
 *
 * @param name what results call it, for ever
 * @param unit as tables show it
 * @param target what it should not exceed, or reach where more is better; not a number when there is none
 * @param moreIsBetter otherwise less is
 */
record Figure(String name, String unit, double target, boolean moreIsBetter) {
    /** The first sessions of a new server's life. */
    static final Figure CONNECT_COLD = new Figure("connect.cold", "us CPU/session", Double.NaN);
    static final Figure CONNECT_GROUP_2 = new Figure("connect.group2", "us CPU/session", 250);
    static final Figure CONNECT_GROUP_14 = new Figure("connect.group14", "us CPU/session", 500);
    static final Figure COMPILER = new Figure("compiler", "% of the server's time, all measurements", Double.NaN);
    static final Figure HELLO = new Figure("hello", "us CPU/hello", 5);
    static final Figure HELLO_RATE = Figure.most("hello.perSecond", "answered/s", 100_000);
    static final Figure HELLO_ALLOCATION = new Figure("hello.allocated", "bytes/hello", Double.NaN);
    static final Figure LOOKUP = new Figure("lookup", "us CPU/lookup", 5);
    static final Figure LOOKUP_RATE = Figure.most("lookup.perSecond", "introduced/s", 100_000);
    static final Figure LOOKUP_ALLOCATION = new Figure("lookup.allocated", "bytes/lookup", Double.NaN);
    static final Figure REMOTE_LOOKUP_ASKED = new Figure("remote.asked", "us CPU/lookup, server that is asked", Double.NaN);
    static final Figure REMOTE_LOOKUP_OWNER = new Figure("remote.owner", "us CPU/lookup, the peer's server", Double.NaN);
    static final Figure REMOTE_LOOKUP_RATE = new Figure("remote.perSecond", "introduced/s", Double.NaN, true);
    static final Figure FANOUT_RATE = Figure.most("rate.lossless", "delivered/s without loss", 100_000);
    static final Figure GROWTH = new Figure("fanout.growth", "cost at 500 by that at 50", 1.2);
    static final Figure LOSS = new Figure("fanout.loss", "% of messages", 0);
    static final Figure ALLOCATION = new Figure("fanout.allocated", "bytes/message", Double.NaN);
    static final Figure IDLE_MEMORY = new Figure("idle.memory", "kB RSS/session", 2);
    static final Figure LATENCY_MEDIAN = new Figure("latency.p50", "ms", Double.NaN);
    static final Figure LATENCY_99 = new Figure("latency.p99", "ms", 2);
    static final Figure LATENCY_MAX = new Figure("latency.max", "ms", Double.NaN);
    /** Of the server, meanwhile. */
    static final Figure LATENCY_LOAD = new Figure("latency.cpu", "% of a core", Double.NaN);
    static final Figure LATENCY_LOSS = new Figure("latency.loss", "% of messages", 0);
    /** Without RTMFP and without a server: what machine and load generator have added to the latencies above. */
    static final Figure ECHO_MEDIAN = new Figure("latency.echo.p50", "ms", Double.NaN);
    static final Figure ECHO_99 = new Figure("latency.echo.p99", "ms", Double.NaN);
    static final Figure ECHO_MAX = new Figure("latency.echo.max", "ms", Double.NaN);
    /** Of the server's JVM, for whatever reason, under the load of {@code latency}. */
    static final Figure PAUSE = new Figure("gc.longest", "ms", 20);
    static final Figure LONG_LATENCY_MEDIAN = new Figure("pause.p50", "ms", Double.NaN);
    static final Figure LONG_LATENCY_99 = new Figure("pause.p99", "ms", 2);
    static final Figure LONG_LATENCY_MAX = new Figure("pause.max", "ms", Double.NaN);
    static final Figure LONG_LOAD = new Figure("pause.cpu", "% of a core", Double.NaN);
    static final Figure LONG_PAUSE = new Figure("pause.longest", "ms", 20);
    static final Figure LONG_LOSS = new Figure("pause.loss", "% of messages", 0);
    static final Figure HOLD_CPU = new Figure("hold.cpu", "% of a core", 10);
    static final Figure HOLD_MEMORY = new Figure("hold.memory", "kB RSS/session", 2);
    static final Figure HOLD_LOST = new Figure("hold.lost", "sessions", 0);
    /** From the command to the first answer to a hello: of an installation that has never run, of one that has, and of one that is not in memory. */
    static final Figure BOOT_FIRST = new Figure("boot.first", "ms to the first answer", Double.NaN);
    static final Figure BOOT_AGAIN = new Figure("boot.again", "ms to the first answer", Double.NaN);
    static final Figure BOOT_FROM_DISK = new Figure("boot.fromDisk", "ms to the first answer", Double.NaN);
    static final Figure BOOT = new Figure("boot", "ms until it listens", Double.NaN);
    static final Figure SCALING = new Figure("loops.two", "cost on two loops by that on one", 1.17);

    Figure(String name, String unit, double target) {
        this(name, unit, target, false);
    }

    private static Figure most(String name, String unit, double target) {
        return new Figure(name, unit, target, true);
    }

    /** Server's processor time for one message, when so many are delivered per second. */
    static Figure rate(double perSecond) {
        return new Figure("rate." + Math.round(perSecond / 1000) + "k", "us CPU/message", 6);
    }

    /** Server's processor time for one delivered message. */
    static Figure fanout(int subscribers, boolean secure) {
        return new Figure("fanout." + subscribers + (secure ? ".hmac" : ".plain"), "us CPU/message", secure ? 6 : 5);
    }

    boolean hasTarget() {
        return !Double.isNaN(target);
    }

    /** Whether a value is as good as its target. */
    boolean isReachedBy(double value) {
        return moreIsBetter ? value >= target : value <= target;
    }
}
