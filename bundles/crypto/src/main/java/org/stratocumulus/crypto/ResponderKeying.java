package org.stratocumulus.crypto;

/**
 * The responder's finished keying (RFC 7016 section 3.5.1.1.2).
 *
 * @param responderComponent the Session Key Responder Component to put into the RIKeying
 * @param keys the session's keys
 */
public record ResponderKeying(byte[] responderComponent, SessionKeys keys) {
}
