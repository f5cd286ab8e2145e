package org.stratocumulus.amf.rtmp;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfLimits;
import org.stratocumulus.amf.AmfNull;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.Wire;

public class CommandTest {

    @Test
    public void setPeerInfoOfTheRfcIsNameTransactionIdNullAndAddresses() { // RFC 7425 5.3.3, figure 3
        Command command = Command.of("setPeerInfo", 0, null, "192.0.2.129:50001", "[2001:db8:1::2]:50002");
        byte[] payload = command.encode();
        assertTrue(Wire.show(payload).startsWith(Wire.packed("02 000b 73657450656572496e666f 00 0000000000000000 05 02 0011")));
        Command back = decode(MessageType.COMMAND_AMF0, payload);
        assertTrue(back.hasCommandObject());
        assertEquals("[2001:db8:1::2]:50002", back.argument(1).asString());
    }

    @Test
    public void extendedCommandBeginsWithFormatSelectorZero() {
        Command command = Command.of("a", 1, null, new AmfObject().put("b", true)).in(Encoding.AMF3);
        assertEquals(Wire.packed("00  02 0001 61  00 3ff0000000000000  05  11 0a 0b 01 03 62 03 01"), Wire.show(command.encode()));
        assertEquals(MessageType.COMMAND_AMF3, command.toMessage().type());
        Command back = Command.decode(command.toMessage());
        assertEquals(Encoding.AMF3, back.encoding());
        assertTrue(back.argument(0).asObject().get("b").asBoolean());
    }

    @Test
    public void extendedCommandOfAnotherFormatOrNoneIsRefused() {
        assertThrows(AmfException.class, () -> decode(MessageType.COMMAND_AMF3, Wire.hex("01 02 0001 61")));
        assertThrows(AmfException.class, () -> decode(MessageType.COMMAND_AMF3, new byte[0]));
    }

    @Test
    public void plainCommandMayCarryItsObjectsAsAvmplus() {
        Command command = Command.of("a", 0, null, List.of(1));
        assertEquals(Wire.packed("02 0001 61  00 0000000000000000  05  11 09 03 01 04 01"), Wire.show(command.encode(true)));
        assertEquals(MessageType.COMMAND_AMF0, command.toMessage().type());
    }

    @Test
    public void nameAndTransactionIdMayBeAmf3Too() {
        Command command = decode(MessageType.COMMAND_AMF3, Wire.hex("00  11 06 03 61  11 04 07  11 01"));
        assertEquals("a", command.name());
        assertEquals(7, command.transactionId(), 0);
        assertEquals(List.of(AmfNull.INSTANCE), command.values());
    }

    @Test
    public void commandWithoutTransactionIdHasZeroAndAllItsValues() {
        Command command = decode(MessageType.COMMAND_AMF0, Wire.hex("02 0001 61  02 0001 62"));
        assertEquals(0, command.transactionId(), 0);
        assertEquals(List.of(AmfString.of("b")), command.arguments());
    }

    @Test
    public void commandWithoutANameIsRefused() {
        assertThrows(AmfException.class, () -> decode(MessageType.COMMAND_AMF0, Wire.hex("05")));
        assertThrows(AmfException.class, () -> decode(MessageType.COMMAND_AMF0, new byte[0]));
    }

    @Test
    public void bodyBeyondTheLimitsIsRefused() {
        byte[] payload = Command.of("a", 0, null, 1, 2, 3).encode();
        AmfLimits few = AmfLimits.DEFAULT.withMaxValues(5);
        AmfException e = assertThrows(AmfException.class,
                () -> Command.decode(MessageType.COMMAND_AMF0, payload, 0, payload.length, few));
        assertTrue(e.getMessage(), e.getMessage().contains("maxValues"));
    }

    @Test
    public void messageTypeOfTheCallerMustBeACommand() {
        assertThrows(IllegalArgumentException.class, () -> decode(MessageType.AUDIO, Wire.hex("02 0001 61")));
    }

    @Test
    public void nameOfDataIsReadWithoutItsValues() {
        byte[] payload = Wire.hex("eeee 02 0006 6f6e54657874 2f"); // the value would be refused
        assertEquals("onText", DataMessage.nameOf(MessageType.DATA_AMF0, payload, 2, payload.length - 2));
        assertNull(DataMessage.nameOf(MessageType.DATA_AMF0, payload, 0, payload.length));
        assertNull(DataMessage.nameOf(MessageType.DATA_AMF0, payload, 2, 4));
        assertNull(DataMessage.nameOf(MessageType.DATA_AMF3, payload, 2, payload.length - 2));
    }

    @Test
    public void dataIsWrittenAndReadInBothEncodings() {
        DataMessage data = DataMessage.of("onText", new AmfObject().put("text", "hi"), 5);
        for (Encoding encoding : Encoding.values()) {
            DataMessage sent = new DataMessage(data.name(), data.values(), encoding);
            DataMessage back = DataMessage.decode(sent.toMessage(7));
            assertEquals("onText", back.name());
            assertEquals("hi", back.values().get(0).asObject().get("text").asString());
            assertEquals(5, back.values().get(1).asInt());
            assertEquals(encoding.dataType(), sent.toMessage(7).type());
        }
    }

    @Test
    public void contentOfSetDataFrameKeepsTheFormatSelector() {
        byte[] payload = Wire.hex("00  02 000d 40736574446174614672616d65  02 0001 61  05");
        assertEquals(Wire.packed("00  02 0001 61  05"), content(MessageType.DATA_AMF3, payload));
    }

    @Test
    public void contentOfSetDataFrameKeepsWhatStringReferencesMean() {
        // the inner name and its value refer to strings 1 and 1 of a table whose entry 0 is the name that is taken off
        byte[] payload = Wire.hex("11 06 1b 40736574446174614672616d65  11 06 03 61  11 06 02");
        assertEquals(Wire.packed("02 0001 61  02 0001 61"), content(MessageType.DATA_AMF0, payload));
    }

    @Test
    public void onlySetDataFrameWithSomethingBehindItHasContent() {
        assertNull(content(MessageType.DATA_AMF0, DataMessage.of("onMetaData", 1).encode()));
        assertNull(content(MessageType.DATA_AMF0, DataMessage.of(DataMessage.SET_DATA_FRAME).encode()));
        assertNull(content(MessageType.DATA_AMF3, Wire.hex("00")));
        assertNull(content(MessageType.DATA_AMF0, new byte[0]));
        assertTrue(DataMessage.of(DataMessage.CLEAR_DATA_FRAME, "onMetaData").isClearDataFrame());
        assertFalse(DataMessage.of(DataMessage.CLEAR_DATA_FRAME, "onMetaData").isSetDataFrame());
    }

    private static String content(int type, byte[] payload) {
        byte[] content = DataMessage.setDataFrameContent(type, payload, 0, payload.length);
        return content == null ? null : Wire.show(content);
    }

    private static Command decode(int type, byte[] payload) {
        return Command.decode(type, payload, 0, payload.length, AmfLimits.DEFAULT);
    }
}
