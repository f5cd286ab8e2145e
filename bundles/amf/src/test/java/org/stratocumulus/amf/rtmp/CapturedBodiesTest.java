package org.stratocumulus.amf.rtmp;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfInteger;
import org.stratocumulus.amf.AmfNull;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.amf.Wire;

/** Messages of an Adobe-derived client and of a C++ CumulusServer, as they were on the wire: type, timestamp, payload. */
public class CapturedBodiesTest {

    private static final byte[] CONNECT = Wire.hex("14 00000000",
            "02 0007 636f6e6e656374  00 0000000000000000",
            "03 0003 617070 02 0004 6c697665  0008 666c617368566572 02 000e 57494e2032302c302c302c323836",
            "0006 73776655726c 02 0000  0005 746355726c 02 001c 72746d66703a2f2f3132372e302e302e313a32343934302f6c697665",
            "0004 66706164 01 00  000c 6361706162696c6974696573 00 406d600000000000",
            "000b 617564696f436f64656373 00 40abee0000000000  000b 766964656f436f64656373 00 406f800000000000",
            "000d 766964656f46756e6374696f6e 00 3ff0000000000000  0007 7061676555726c 02 0000",
            "000e 6f626a656374456e636f64696e67 00 4008000000000000  0000 09");

    private static final byte[] CONNECT_SUCCESS = Wire.hex("14 00000000",
            "02 0007 5f726573756c74  00 0000000000000000  05",
            "03 0005 6c6576656c 02 0006 737461747573",
            "0004 636f6465 02 001d 4e6574436f6e6e656374696f6e2e436f6e6e6563742e53756363657373",
            "000b 6465736372697074696f6e 02 0014 436f6e6e656374696f6e20737563636565646564",
            "000e 6f626a656374456e636f64696e67 00 4008000000000000  0000 09");

    private static final byte[] SET_PEER_INFO = Wire.hex("14 00000000",
            "02 000b 73657450656572496e666f  00 0000000000000000",
            "02 000f 3139322e302e322e323a3433393434  02 000f 5b666430303a3a325d3a3433343635");

    private static final byte[] CREATE_STREAM = Wire.hex("14 00000000  02 000c 63726561746553747265616d  00 0000000000000000");

    private static final byte[] CREATE_STREAM_RESULT = Wire.hex("14 00000000  02 0007 5f726573756c74  00 0000000000000000  05  11 04 40");

    private static final byte[] PUBLISH = Wire.hex("14 00000000  02 0007 7075626c697368  00 0000000000000000  05  11 06 05 6731");

    private static final byte[] PUBLISH_START = Wire.hex("14 00000000",
            "02 0008 6f6e537461747573  00 0000000000000000  05",
            "03 0005 6c6576656c 02 0006 737461747573",
            "0004 636f6465 02 0017 4e657453747265616d2e5075626c6973682e5374617274",
            "000b 6465736372697074696f6e 02 0013 6731206973206e6f77207075626c6973686564  0000 09");

    private static final byte[] PLAY = Wire.hex("14 00000000  02 0004 706c6179  00 0000000000000000  05  02 0002 6731");

    private static final byte[] SET_DATA_FRAME = Wire.hex("12 00000000",
            "02 000d 40736574446174614672616d65  02 000a 6f6e4d65746144617461",
            "08 0000000b  0005 7769647468 00 4074000000000000  0006 686569676874 00 406e000000000000",
            "000d 766964656f6461746172617465 00 4064244000000000  0009 6672616d6572617465 00 402e000000000000",
            "000c 766964656f636f6465636964 00 401c000000000000  000d 617564696f6461746172617465 00 4047700000000000",
            "000f 617564696f73616d706c6572617465 00 40e5888000000000  000f 617564696f73616d706c6573697a65 00 4030000000000000",
            "0006 73746572656f 01 00  000c 617564696f636f6465636964 00 4024000000000000",
            "0007 656e636f646572 02 000d 4c61766635392e32372e313030  0000 09");

    @Test
    public void connectHasTransactionIdZeroAndItsObject() {
        Command connect = command(CONNECT);
        assertEquals("connect", connect.name());
        assertEquals(0, connect.transactionId(), 0);
        AmfObject object = connect.commandObject().asObject();
        assertEquals("live", object.get("app").asString());
        assertEquals("rtmfp://127.0.0.1:24940/live", object.get("tcUrl").asString());
        assertEquals(3, object.get("objectEncoding").asInt());
        assertFalse(object.get("fpad").asBoolean());
        assertEquals(List.of("app", "flashVer", "swfUrl", "tcUrl", "fpad", "capabilities", "audioCodecs", "videoCodecs", "videoFunction",
                "pageUrl", "objectEncoding"), List.copyOf(object.properties().keySet()));
        assertTrue(connect.arguments().isEmpty());
    }

    @Test
    public void connectSuccessIsBuiltByteForByte() {
        AmfObject info = new AmfObject().put("level", "status").put("code", "NetConnection.Connect.Success")
                .put("description", "Connection succeeded").put("objectEncoding", 3);
        assertArrayEquals(CONNECT_SUCCESS, Command.of("_result", 0, null, info).toMessage().encode());
    }

    @Test
    public void setPeerInfoWithoutCommandObjectHasAllItsAddresses() {
        Command command = command(SET_PEER_INFO);
        assertFalse(command.hasCommandObject());
        assertSame(AmfNull.INSTANCE, command.commandObject());
        assertEquals(List.of("192.0.2.2:43944", "[fd00::2]:43465"), command.arguments().stream().map(AmfValue::asString).toList());
    }

    @Test
    public void createStreamMayEndAfterItsTransactionId() {
        Command command = command(CREATE_STREAM);
        assertEquals("createStream", command.name());
        assertEquals(0, command.transactionId(), 0);
        assertTrue(command.values().isEmpty());
        assertSame(AmfNull.INSTANCE, command.argument(0));
    }

    @Test
    public void publishHasItsNameAsAmf3InsideAmf0() {
        Command command = command(PUBLISH);
        assertTrue(command.hasCommandObject());
        assertEquals(AmfString.of("g1"), command.argument(0));
        assertEquals(Encoding.AMF0, command.encoding());
    }

    @Test
    public void createStreamResultHasItsStreamIdAsAmf3InsideAmf0() {
        assertEquals(new AmfInteger(64), command(CREATE_STREAM_RESULT).argument(0));
    }

    @Test
    public void playIsPlainAmf0() {
        assertEquals("g1", command(PLAY).argument(0).asString());
    }

    @Test
    public void everyPlainAmf0CommandIsWrittenBackByteForByte() {
        for (byte[] message : List.of(CONNECT, CONNECT_SUCCESS, SET_PEER_INFO, CREATE_STREAM, PUBLISH_START, PLAY)) {
            assertEquals(Wire.show(message), Wire.show(command(message).toMessage().encode()));
        }
    }

    @Test
    public void metadataIsReadAndWrittenBackByteForByte() {
        DataMessage data = DataMessage.decode(RtmpMessage.decode(SET_DATA_FRAME));
        assertTrue(data.isSetDataFrame());
        assertEquals("onMetaData", data.values().get(0).asString());
        assertEquals(320, data.values().get(1).asMap().get("width").asInt());
        assertEquals("Lavf59.27.100", data.values().get(1).asArray().get("encoder").asString());
        assertEquals(Wire.show(SET_DATA_FRAME), Wire.show(data.toMessage(0).encode()));
    }

    @Test
    public void subscribersGetTheMetadataWithoutTheSetDataFrame() {
        byte[] content = DataMessage.setDataFrameContent(SET_DATA_FRAME[0], SET_DATA_FRAME, 5, SET_DATA_FRAME.length - 5);
        assertTrue(Wire.show(content).startsWith(Wire.packed("02 000a 6f6e4d65746144617461 08 0000000b")));
        assertEquals("the rest is untouched", SET_DATA_FRAME.length - 5 - 16, content.length);
    }

    @Test
    public void everyTruncationOfACapturedMessageIsRefusedOrShorter() {
        for (byte[] message : List.of(CONNECT, CONNECT_SUCCESS, SET_PEER_INFO, CREATE_STREAM, PUBLISH, PUBLISH_START, PLAY)) {
            int values = command(message).values().size();
            for (int length = 0; length < message.length; length++) {
                try {
                    Command cut = Command.decode(RtmpMessage.decode(message, 0, length));
                    assertTrue(cut.values().size() < values || values == 0);
                } catch (AmfException e) {
                    assertTrue(e.getMessage(), e.offset() >= 0);
                }
            }
        }
    }

    private static Command command(byte[] message) {
        return Command.decode(RtmpMessage.decode(message));
    }
}
