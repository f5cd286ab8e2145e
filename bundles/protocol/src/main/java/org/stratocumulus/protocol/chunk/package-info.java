/**
 * The chunks of RFC 7016 section 2.3. Each is an immutable record, named by the RFC, that decodes and writes itself; user data and
 * acknowledgements can also be read and written in place, without a record, for the data path. {@code PacketReader} walks the chunks of a
 * packet. What is not well formed ends in {@link org.stratocumulus.protocol.WireException}: the chunk is then to be ignored and the walk
 * goes on with the next one (section 2.3).
 */
@Export
@Version("1.0.0")
package org.stratocumulus.protocol.chunk;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
