/**
 * AMF0 and AMF3 values and their codec ("Action Message Format -- AMF 0", December 2007; "AMF 3", January 2013), as RFC 7425
 * section 5 uses them. Pure library: no threads, no input or output, no dependency but the JDK. Readers check every length before
 * they believe it, obey an {@link org.stratocumulus.amf.AmfLimits} and fail with {@link org.stratocumulus.amf.AmfException} only.
 */
@Export
@Version("1.0.0")
package org.stratocumulus.amf;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
