package org.stratocumulus.directory.internal;

/** What ids stand for. The order is that of the wire. */
enum Kind {
    PEERS("peers"),
    GROUPS("groups");

    final String label;

    Kind(String label) {
        this.label = label;
    }
}
