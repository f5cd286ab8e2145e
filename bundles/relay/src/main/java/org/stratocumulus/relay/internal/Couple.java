package org.stratocumulus.relay.internal;

import org.stratocumulus.api.PeerId;

/** Two peers, whoever of them asks. */
record Couple(PeerId low, PeerId high) {
    static Couple of(PeerId a, PeerId b) {
        return a.compareTo(b) < 0 ? new Couple(a, b) : new Couple(b, a);
    }
}
