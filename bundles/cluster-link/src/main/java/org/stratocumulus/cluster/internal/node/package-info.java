/**
 * This node among others: who is linked, whom to dial, whom to let in, and what is said.
 * Everything runs on one thread unless it says otherwise.
 */
package org.stratocumulus.cluster.internal.node;
