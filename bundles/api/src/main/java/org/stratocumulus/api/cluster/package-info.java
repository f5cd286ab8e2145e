/**
 * Servers that know each other: the links configured under {@code servers.*}, what is said over them, and what each node reports
 * of itself. By default servers share nothing else. Any thread may use these types.
 */
@Export
@Version("1.0.0")
package org.stratocumulus.api.cluster;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
