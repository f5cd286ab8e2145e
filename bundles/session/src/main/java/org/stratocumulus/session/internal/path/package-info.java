/** Path MTU discovery: RFC 7016 section 3.5.4.3. */
package org.stratocumulus.session.internal.path;
