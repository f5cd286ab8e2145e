/** What the server's own code takes for a message, a session and a hello: real endpoints and streams, joined in memory. */
package org.stratocumulus.benchmarks.engine;
