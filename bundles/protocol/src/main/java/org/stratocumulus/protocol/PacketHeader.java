package org.stratocumulus.protocol;

/**
 * The common header of a plain packet, RFC 7016 section 2.2.4: a mutable holder, reused for packet after packet. Begins, and begins again
 * after {@link #reset}, with no flag and no timestamp. Not safe for use by several threads.
 */
public final class PacketHeader {

    /** Value of a timestamp or timestamp echo that is not present. */
    public static final int ABSENT = -1;

    /** The most bytes a header takes. */
    public static final int MAX_SIZE = 5;

    private static final int TIME_CRITICAL = 0x80;
    private static final int TIME_CRITICAL_REVERSE = 0x40;
    private static final int TIMESTAMP_PRESENT = 0x08;
    private static final int TIMESTAMP_ECHO_PRESENT = 0x04;
    private static final int MODE = 0x03;
    private static final int LOW_16_BITS = 0xffff;

    private PacketMode mode = PacketMode.STARTUP;
    private boolean timeCritical;
    private boolean timeCriticalReverse;
    private int timestamp = ABSENT;
    private int timestampEcho = ABSENT;

    /** Starts over with a mode and nothing else. */
    public PacketHeader reset(PacketMode newMode) {
        mode = newMode;
        timeCritical = false;
        timeCriticalReverse = false;
        timestamp = ABSENT;
        timestampEcho = ABSENT;
        return this;
    }

    /**
     * Reads a header into this holder.
     *
     * @throws WireException if truncated, or of the forbidden mode 0: the packet must be discarded
     */
    public PacketHeader decode(WireReader in) {
        int flags = in.u8();
        mode = PacketMode.of(flags & MODE);
        timeCritical = (flags & TIME_CRITICAL) != 0;
        timeCriticalReverse = (flags & TIME_CRITICAL_REVERSE) != 0;
        timestamp = (flags & TIMESTAMP_PRESENT) != 0 ? in.u16() : ABSENT;
        timestampEcho = (flags & TIMESTAMP_ECHO_PRESENT) != 0 ? in.u16() : ABSENT;
        return this;
    }

    /**
     * Writes this header.
     *
     * @throws WireException if it has no room
     */
    public void write(WireWriter out) {
        out.need(size());
        out.u8(flags());
        if (timestamp != ABSENT) {
            out.u16(timestamp);
        }
        if (timestampEcho != ABSENT) {
            out.u16(timestampEcho);
        }
    }

    /** Bytes of the header as it stands: 1, 3 or 5. */
    public int size() {
        return 1 + (timestamp != ABSENT ? 2 : 0) + (timestampEcho != ABSENT ? 2 : 0);
    }

    private int flags() {
        return (timeCritical ? TIME_CRITICAL : 0)
                | (timeCriticalReverse ? TIME_CRITICAL_REVERSE : 0)
                | (timestamp != ABSENT ? TIMESTAMP_PRESENT : 0)
                | (timestampEcho != ABSENT ? TIMESTAMP_ECHO_PRESENT : 0)
                | mode.code();
    }

    /** Who marked the packet. */
    public PacketMode mode() {
        return mode;
    }

    /** Whether the packet contains real-time user data (TC). */
    public boolean timeCritical() {
        return timeCritical;
    }

    /** Sets {@link #timeCritical()}. */
    public PacketHeader timeCritical(boolean set) {
        timeCritical = set;
        return this;
    }

    /** Whether the sender is receiving packets on other sessions that have TC set (TCR). */
    public boolean timeCriticalReverse() {
        return timeCriticalReverse;
    }

    /** Sets {@link #timeCriticalReverse()}. */
    public PacketHeader timeCriticalReverse(boolean set) {
        timeCriticalReverse = set;
        return this;
    }

    /** Low 16 bits of the sender's 250 Hz clock (4 ms a tick) at transmit time, or {@link #ABSENT}. */
    public int timestamp() {
        return timestamp;
    }

    /** Sets {@link #timestamp()} to the low 16 bits of {@code ticks} of 4 ms. */
    public PacketHeader timestamp(long ticks) {
        timestamp = (int) ticks & LOW_16_BITS;
        return this;
    }

    /** What the sender estimates our own timestamp would be as it transmitted (section 3.5.2.2), in ticks of 4 ms, or {@link #ABSENT}. */
    public int timestampEcho() {
        return timestampEcho;
    }

    /** Sets {@link #timestampEcho()} to the low 16 bits of {@code ticks} of 4 ms. */
    public PacketHeader timestampEcho(long ticks) {
        timestampEcho = (int) ticks & LOW_16_BITS;
        return this;
    }
}
