/** The settings {@code servers.*} as text and as checked values. */
package org.stratocumulus.cluster.internal.config;
