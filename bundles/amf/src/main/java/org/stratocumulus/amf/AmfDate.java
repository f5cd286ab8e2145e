package org.stratocumulus.amf;

import java.time.Instant;

/**
 * A point in time (AMF0 marker 0x0B, AMF3 marker 0x08).
 *
 * @param epochMillis milliseconds since 1970-01-01T00:00Z; fractions, and NaN for ActionScript's invalid date, travel unchanged
 * @param timeZone minutes as sent in AMF0, where it is reserved and should be 0; AMF3 has none
 */
public record AmfDate(double epochMillis, short timeZone) implements AmfValue {

    /** @return the date of an instant, to the millisecond */
    public static AmfDate of(Instant instant) {
        return new AmfDate(instant.toEpochMilli(), (short) 0);
    }

    /** @return the instant, to the millisecond; the nearest one for dates beyond 64 bits, the epoch for the invalid date */
    public Instant instant() {
        return Instant.ofEpochMilli((long) epochMillis);
    }

    @Override
    public String typeName() {
        return "date";
    }

    @Override
    public String toString() {
        return "date " + epochMillis;
    }
}
