/**
 * RTMP messages over RTMFP flows (RFC 7425 section 5): message mapping, commands, data messages, user control events, flow metadata,
 * flow synchronization, and the first bytes of audio and video. Pure library: no threads, no clocks, no input or output. Decoders
 * fail with {@link org.stratocumulus.amf.AmfException} only.
 */
@Export
@Version("1.0.0")
package org.stratocumulus.amf.rtmp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
