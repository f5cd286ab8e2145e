package org.stratocumulus.amf.rtmp;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.junit.Test;
import org.stratocumulus.amf.Wire;
import org.stratocumulus.amf.rtmp.FlowMetadata.Group;
import org.stratocumulus.amf.rtmp.FlowMetadata.Rtmp;
import org.stratocumulus.amf.rtmp.FlowMetadata.Unknown;

public class FlowMetadataTest {

    @Test
    public void controlFlowIsTcStreamZeroInOriginalQueuingOrder() {
        bothWays("54 43 04 00", FlowMetadata.CONTROL);
    }

    @Test
    public void streamIdIsAVlu() {
        bothWays("54 43 04 40", FlowMetadata.stream(0x40));
        bothWays("54 43 04 7f", FlowMetadata.stream(0x7F));
        bothWays("54 43 04 8100", FlowMetadata.stream(0x80));
        bothWays("54 43 04 818000", FlowMetadata.stream(0x4000));
        bothWays("54 43 04 87ffff7f", FlowMetadata.stream(FlowMetadata.MAX_STREAM_ID));
    }

    @Test
    public void receiveIntentIsTheLowBit() {
        bothWays("54 43 05 02", new Rtmp(2, true));
    }

    @Test
    public void reservedFlagsAreIgnored() {
        assertEquals(new Rtmp(2, false), FlowMetadata.decode(Wire.hex("54 43 fe 02")));
    }

    @Test
    public void flowWithoutAStreamIdIsUnknown() {
        bothWays("54 43 00", new Unknown(Wire.hex("54 43 00")));
        bothWays("54 43 01 02", new Unknown(Wire.hex("54 43 01 02")));
        bothWays("54 43 04", new Unknown(Wire.hex("54 43 04")));
        bothWays("54 43 04 ff", new Unknown(Wire.hex("54 43 04 ff")));
    }

    @Test
    public void streamIdOfMoreThan24BitsIsUnknown() {
        String tooLarge = "54 43 04 88808000";
        bothWays(tooLarge, new Unknown(Wire.hex(tooLarge)));
        String endless = "54 43 04 ffffffffffffffffffffffff";
        bothWays(endless, new Unknown(Wire.hex(endless)));
        assertThrows(IllegalArgumentException.class, () -> FlowMetadata.stream(FlowMetadata.MAX_STREAM_ID + 1));
    }

    @Test
    public void groupFlowIsGc() {
        bothWays("47 43", new Group());
    }

    @Test
    public void anythingElseIsKeptRaw() {
        bothWays("47 52 1c", new Unknown(Wire.hex("47 52 1c"))); // between members of a group
        bothWays("", new Unknown(new byte[0]));
        bothWays("54", new Unknown(Wire.hex("54")));
    }

    private static void bothWays(String hex, FlowMetadata metadata) {
        assertEquals(Wire.packed(hex), Wire.show(metadata.encode()));
        assertEquals(metadata, FlowMetadata.decode(Wire.hex(hex)));
    }
}
