package org.stratocumulus.crypto.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What this bundle reads of the configuration {@code org.stratocumulus.rtmfp}, for tools that edit it. Reading and checking is done by
 * {@link CryptographySettings}.
 */
@ObjectClassDefinition(name = "Stratocumulus RTMFP cryptography")
@interface CryptographyConfig {
    @AttributeDefinition(description = "file that holds the server's identity; empty: identity.pem in the data folder. Read once at start")
    String identity() default "";

    @AttributeDefinition(description = "Diffie-Hellman groups, of 2, 5, 14 and 16, separated by commas; empty: those of the identity")
    String crypto_groups() default "";

    @AttributeDefinition(description = "HMAC on packets: off, offer or require")
    String crypto_hmac() default "offer";

    @AttributeDefinition(description = "bytes of the HMAC on packets that this end sends", min = "4", max = "32")
    int crypto_hmacLength() default 10;

    @AttributeDefinition(description = "session sequence numbers on packets: off, offer or require")
    String crypto_sequenceNumbers() default "offer";
}
