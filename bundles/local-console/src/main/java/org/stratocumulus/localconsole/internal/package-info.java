/**
 * Console commands over a Unix domain socket: nothing listens on the network, and the file system says who may connect. {@link
 * org.stratocumulus.localconsole.internal.ConsoleSocket} is the server's end, {@link org.stratocumulus.localconsole.internal.Exec} the
 * caller's; both speak {@link org.stratocumulus.localconsole.internal.Frame}s.
 */
package org.stratocumulus.localconsole.internal;
