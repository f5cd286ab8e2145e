/** The load generator, a program of its own: {@link org.stratocumulus.client.load.RtmfpLoad}. Not exported. */
package org.stratocumulus.client.load;
