/**
 * The syntax of RFC 7016 section 2: elementary types, options, addresses, session id scrambling and the packet header.
 * A pure library: no thread, clock or socket, and nothing here remembers anything between two calls but the object it was called on.
 * Readers and writers work on a caller's {@code byte[]} and are reused, so that the data path allocates nothing. Hostile input ends in
 * {@link org.stratocumulus.protocol.WireException} and in no other exception.
 */
@Export
@Version("1.0.0")
package org.stratocumulus.protocol;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
