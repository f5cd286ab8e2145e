package org.stratocumulus.netgroup.internal;

import org.stratocumulus.api.status.NamedCounters;

/** What is counted since the start. Any thread. */
final class GroupCounters extends NamedCounters<GroupCounters.Counter> {
    enum Counter {
        JOINS("netgroup.joins"),
        LEAVES("netgroup.leaves"),
        /** Members told of a member. */
        INTRODUCTIONS("netgroup.introductions"),
        /** Not told, because too much waits for the client, or it takes no group flow. */
        INTRODUCTIONS_DROPPED("netgroup.introductions-dropped"),
        /** Joins refused by an application. */
        REFUSED("netgroup.refused"),
        /** Joins beyond a limit. */
        LIMITED("netgroup.limited"),
        MALFORMED("netgroup.malformed"),
        /** Messages of group flows that mean nothing here. */
        IGNORED("netgroup.ignored"),
        /** Messages to other nodes about members here. */
        VIEWS_SENT("netgroup.views-sent"),
        VIEW_BYTES_SENT("netgroup.view-bytes-sent"),
        /** Not sent for a link that was full or down; all is said again. */
        VIEWS_DROPPED("netgroup.views-dropped"),
        /** Well-formed messages of other nodes about their members. */
        VIEWS_RECEIVED("netgroup.views-received"),
        VIEWS_MALFORMED("netgroup.views-malformed"),
        /** Of groups that this node or, as far as is known, the sender does not have. */
        VIEWS_IGNORED("netgroup.views-ignored");

        private final String label;

        Counter(String label) {
            this.label = label;
        }
    }

    GroupCounters() {
        super(Counter.class, counter -> counter.label);
    }
}
