/**
 * Two ends of RTMFP in one thread and in virtual time, over a network that can be damaged by a printed seed. For tests of
 * every bundle; never deployed.
 */
@Export
@Version("1.0.0")
package org.stratocumulus.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
