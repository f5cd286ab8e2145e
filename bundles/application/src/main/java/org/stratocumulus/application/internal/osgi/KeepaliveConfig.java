package org.stratocumulus.application.internal.osgi;

/** What this bundle reads of the configuration {@code org.stratocumulus.rtmfp}. */
@interface KeepaliveConfig {
    /** Seconds, 5 to 255: towards the server. */
    int keepAliveServer() default 15;

    /** Seconds, 5 to 255: towards other clients. */
    int keepAlivePeer() default 10;
}
