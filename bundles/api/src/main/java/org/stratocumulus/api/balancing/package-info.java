/**
 * Which server is to serve a client: what a strategy is asked and answers, and what the console may ask and change. A strategy is an OSGi
 * service; a bundle with one of them can be installed, updated and removed while the servers run.
 */
@Export
@Version("1.0.0")
package org.stratocumulus.api.balancing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
