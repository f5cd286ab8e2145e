package org.stratocumulus.amf.rtmp;

import static org.junit.Assert.assertEquals;

import java.util.Random;
import org.junit.Test;
import org.stratocumulus.amf.Wire;

/** Each payload with everything that is true of it; whatever is not named is false. */
public class MediaHeaderTest {

    @Test
    public void avc() {
        video("17 00 000000 01", "avcHeader videoHeader");
        video("17 01 000000 00", "key");
        video("27 01 000000 00", "");
        video("37 01 000000 00", "disposable");
        video("17 02 000000", "");
        video("17", "key");
    }

    @Test
    public void codecsWithoutConfiguration() {
        video("12 00", "key"); // Sorenson H.263
        video("22 00", "");
        video("32 00", "disposable");
        video("14 00", "key"); // VP6
        video("52 00", ""); // command frame
    }

    @Test
    public void hevcAsSomeEncodersSendItWithoutFourCc() {
        video("1c 00 000000", "videoHeader");
        video("1c 01 000000", "key");
        video("2c 01 000000", "");
    }

    @Test
    public void enhancedVideo() {
        video("90 68766331 01", "enhanced videoHeader"); // SequenceStart, hvc1
        video("91 68766331 000000", "enhanced key"); // CodedFrames
        video("93 61763031", "enhanced key"); // CodedFramesX, av01
        video("a1 68766331", "enhanced");
        video("b1 68766331", "enhanced disposable");
        video("92 68766331", "enhanced"); // SequenceEnd
        video("94 68766331", "enhanced"); // Metadata
        video("95 61763031", "enhanced videoHeader"); // MPEG2TSSequenceStart
    }

    @Test
    public void enhancedVideoBehindMultitrackAndModifiers() {
        video("96 01 68766331 00", "enhanced key"); // Multitrack: OneTrack of CodedFrames
        video("96 00 68766331 00", "enhanced videoHeader");
        video("96", "enhanced");
        video("97 02 000001 01 68766331", "enhanced key"); // ModEx of 3 bytes, then CodedFrames
        video("97 02 000001 06 01 68766331", "enhanced key"); // ModEx, Multitrack, CodedFrames
        video("97 00 00 07 00 00 00 68766331", "enhanced videoHeader"); // two ModEx
        video("97 ff 0000 ee 01", "enhanced key"); // ModEx with a length of 16 bits, of one byte
        video("97 02 0000", "enhanced"); // cut short
        video("97 ff ffff 00", "enhanced");
        video("97", "enhanced");
    }

    @Test
    public void aac() {
        audio("af 00 1208", "aacHeader audioHeader");
        audio("a2 00 1208", "aacHeader audioHeader");
        audio("af 01 00", "");
        audio("af", "");
        audio("2f 00", ""); // MP3
    }

    @Test
    public void enhancedAudio() {
        audio("90 4f707573 01", "audioHeader"); // SequenceStart, Opus
        audio("91 4f707573 01", ""); // CodedFrames
        audio("95 00 4f707573", "audioHeader"); // Multitrack of SequenceStart
        audio("95 01 4f707573", "");
        audio("97 00 00 00 4f707573", "audioHeader"); // ModEx, then SequenceStart
        audio("97", "");
    }

    @Test
    public void emptyPayloadIsNothing() {
        video("", "");
        audio("", "");
    }

    @Test
    public void nothingIsReadBeyondThePayload() {
        byte[] data = Wire.hex("17 00");
        assertEquals(false, MediaHeader.isAvcSequenceHeader(data, 0, 1));
        assertEquals(false, MediaHeader.isVideoSequenceHeader(data, 0, 1));
        byte[] noise = new byte[12];
        long seed = new Random().nextLong();
        System.out.println("MediaHeaderTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) { // an index out of bounds would be the failure
            random.nextBytes(noise);
            noise[12 - 1 - i % 12] = (byte) (random.nextBoolean() ? 0x97 : 0xFF);
            int length = i % 12 + 1;
            videoFacts(noise, noise.length - length, length);
            audioFacts(noise, noise.length - length, length);
        }
    }

    private static void video(String hex, String facts) {
        byte[] data = Wire.hex("ee", hex); // at an offset
        assertEquals(hex, facts, videoFacts(data, 1, data.length - 1));
    }

    private static void audio(String hex, String facts) {
        byte[] data = Wire.hex("ee", hex);
        assertEquals(hex, facts, audioFacts(data, 1, data.length - 1));
    }

    private static String videoFacts(byte[] data, int offset, int length) {
        return (fact("enhanced ", MediaHeader.isEnhancedVideo(data, offset, length))
                + fact("key ", MediaHeader.isKeyFrame(data, offset, length))
                + fact("disposable ", MediaHeader.isDisposable(data, offset, length))
                + fact("avcHeader ", MediaHeader.isAvcSequenceHeader(data, offset, length))
                + fact("videoHeader ", MediaHeader.isVideoSequenceHeader(data, offset, length))).trim();
    }

    private static String audioFacts(byte[] data, int offset, int length) {
        return (fact("aacHeader ", MediaHeader.isAacSequenceHeader(data, offset, length))
                + fact("audioHeader ", MediaHeader.isAudioSequenceHeader(data, offset, length))).trim();
    }

    private static String fact(String name, boolean holds) {
        return holds ? name : "";
    }
}
