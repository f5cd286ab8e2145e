package org.stratocumulus.crypto.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What this bundle reads of the configuration {@code org.stratocumulus.rtmfp}. */
@ObjectClassDefinition(name = "Stratocumulus RTMFP identity")
@interface IdentityConfig {
    @AttributeDefinition(description = "file that holds the server's identity; empty: identity.pem in the data folder. Read once at start")
    String identity() default "";
}
