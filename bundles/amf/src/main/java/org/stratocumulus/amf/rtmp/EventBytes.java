package org.stratocumulus.amf.rtmp;

/** Payload of a user control event: u16 event type, u32 fields. */
final class EventBytes {

    private EventBytes() {
    }

    static byte[] of(int eventType, long... fields) {
        byte[] payload = new byte[2 + 4 * fields.length];
        BigEndian.putU16(payload, 0, eventType);
        for (int i = 0; i < fields.length; i++) {
            BigEndian.putU32(payload, 2 + 4 * i, fields[i]);
        }
        return payload;
    }
}
