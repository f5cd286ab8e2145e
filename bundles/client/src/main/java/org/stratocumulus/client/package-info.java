/**
 * An RTMFP client: NetConnections and NetStreams as the initiator (RFC 7425 section 5.3), on the same engine as the server.
 * Needs no OSGi.
 */
@Export
@Version("1.0.0")
package org.stratocumulus.client;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
