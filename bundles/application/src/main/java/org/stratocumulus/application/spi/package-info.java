/**
 * What feature bundles (streams, groups) see of NetConnections (RFC 7425 section 5.3): the loop-confined side of a client, the streams it
 * creates, flows of other kinds, and the applications' decisions.
 */
@Export
@Version("1.0.0")
package org.stratocumulus.application.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
