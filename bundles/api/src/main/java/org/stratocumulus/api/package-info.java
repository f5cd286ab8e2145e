/** Value types that every bundle shares. */
@Export
@Version("1.0.0")
package org.stratocumulus.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
