/** Links over TCP with Netty: epoll where it works, the JDK's sockets elsewhere. */
package org.stratocumulus.cluster.internal.tcp;
