package org.stratocumulus.streams.internal;

import org.stratocumulus.amf.AmfBoolean;
import org.stratocumulus.amf.AmfInteger;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.rtmp.Command;

/**
 * The arguments of {@code play(name[, start[, duration[, reset]]])}. This server has live streams only, so a start or duration in
 * recorded time means nothing here.
 *
 * @param name stream name as the client gave it
 * @param unreliable whether media is sent once and not repeated: a start of -3, or in milliseconds -3000 (behaviour B.6)
 * @param reset whether a former play is forgotten: NetStream.Play.Reset is sent
 */
record PlayRequest(String name, boolean unreliable, boolean reset) {

    private static final double UNRELIABLE_START = -3;

    /** @throws org.stratocumulus.amf.AmfException when the name is no string */
    static PlayRequest of(Command play) {
        double start = number(play.argument(1));
        AmfValue reset = play.argument(3);
        boolean resets = reset instanceof AmfBoolean flag ? flag.value() : reset.isNullish() || number(reset) != 0;
        return new PlayRequest(play.argument(0).asString(), start == UNRELIABLE_START || start == 1000 * UNRELIABLE_START, resets);
    }

    private static double number(AmfValue value) {
        return value instanceof AmfNumber || value instanceof AmfInteger ? value.asDouble() : 0;
    }
}
