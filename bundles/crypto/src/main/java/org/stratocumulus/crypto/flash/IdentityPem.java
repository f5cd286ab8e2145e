package org.stratocumulus.crypto.flash;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.util.io.pem.PemHeader;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.stratocumulus.crypto.CryptoException;

/** An identity as text: PEM blocks of its encoded certificate and of each static private key. */
final class IdentityPem {
    private static final String CERTIFICATE = "RTMFP CERTIFICATE";
    private static final String PRIVATE_KEY = "RTMFP DH PRIVATE KEY";
    private static final String GROUP = "Group";

    private IdentityPem() {
    }

    static String encode(Identity identity) {
        StringWriter text = new StringWriter();
        try (PemWriter out = new PemWriter(text)) {
            out.writeObject(new PemObject(CERTIFICATE, identity.certificate().encoded()));
            for (DhKeyPair pair : identity.staticKeys().values()) {
                List<PemHeader> headers = List.of(new PemHeader(GROUP, Integer.toString(pair.group().id())));
                out.writeObject(new PemObject(PRIVATE_KEY, headers, pair.exponent().toByteArray()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** @throws CryptoException when the text is not that of an identity */
    static Identity decode(String text) {
        byte[] certificate = null;
        Map<DhGroup, BigInteger> exponents = new EnumMap<>(DhGroup.class);
        for (PemObject block : blocks(text)) {
            if (block.getType().equals(CERTIFICATE)) {
                certificate = block.getContent();
            } else if (block.getType().equals(PRIVATE_KEY)) {
                exponents.put(group(block), new BigInteger(1, block.getContent()));
            }
        }
        if (certificate == null) {
            throw new CryptoException("identity: no certificate");
        }
        return Identity.restore(certificate, exponents);
    }

    private static List<PemObject> blocks(String text) {
        List<PemObject> blocks = new ArrayList<>();
        try (PemReader in = new PemReader(new StringReader(text))) {
            for (PemObject block = in.readPemObject(); block != null; block = in.readPemObject()) {
                blocks.add(block);
            }
            return blocks;
        } catch (IOException | RuntimeException e) {
            // the reader throws several unchecked exceptions on broken base64
            throw new CryptoException("identity: not PEM: " + e.getMessage());
        }
    }

    private static DhGroup group(PemObject block) {
        for (Object header : block.getHeaders()) {
            if (header instanceof PemHeader h && h.getName().equals(GROUP) && h.getValue().matches("[0-9]{1,3}")) {
                return DhGroup.ofId(Long.parseLong(h.getValue())).orElseThrow(() -> new CryptoException("identity: unknown group"));
            }
        }
        throw new CryptoException("identity: private key without group");
    }
}
