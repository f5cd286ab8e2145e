package org.stratocumulus.session.internal;

import java.net.InetSocketAddress;
import org.stratocumulus.crypto.Certificate;
import org.stratocumulus.crypto.SessionKeys;

/**
 * What startup has agreed on (RFC 7016 section 3.5).
 *
 * @param id receive session identifier
 * @param sendId send session identifier
 * @param farAddress DESTADDR
 */
public record Established(int id, int sendId, Certificate farCertificate, SessionKeys keys, InetSocketAddress farAddress) {
}
