package org.stratocumulus.crypto.flash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.stratocumulus.crypto.internal.packet.HmacSha256;
import org.stratocumulus.protocol.Option;
import org.stratocumulus.protocol.WireWriter;

/**
 * A Simple Password, RFC 7425 section 4.3.5.1.1.
 *
 * @param id names the password, travelling as UTF-8
 * @param password the HMAC key; shared, not copied
 */
public record SimplePassword(String id, byte[] password) {

    /** The signature option over the signed parameters. */
    Option sign(byte[] message) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        WireWriter value = new WireWriter(new byte[HmacSha256.LENGTH + name.length]);
        return new Option(FlashOption.SIMPLE_PASSWORD, value.bytes(HmacSha256.of(password, message)).bytes(name).array());
    }

    /** Whether the code is that of the signed parameters. */
    boolean verifies(byte[] message, byte[] code) {
        return MessageDigest.isEqual(HmacSha256.of(password, message), code);
    }

    @Override
    public String toString() {
        return "SimplePassword[" + id + "]";
    }
}
