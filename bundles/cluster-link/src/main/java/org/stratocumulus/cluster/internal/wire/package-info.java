/** The bytes of a link, as the C++ CumulusServer writes them: frames, handler names and references, hello, values. */
package org.stratocumulus.cluster.internal.wire;
