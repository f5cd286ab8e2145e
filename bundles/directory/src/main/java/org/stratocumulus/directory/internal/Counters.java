package org.stratocumulus.directory.internal;

import org.stratocumulus.api.status.NamedCounters;

/** What is counted since the start. Any thread. */
final class Counters extends NamedCounters<Counters.Counter> {
    enum Counter {
        /** Messages handed to links. */
        MESSAGES_OUT("directory.messages-out"),
        /** Messages that a link did not take; what they said is made up for. */
        MESSAGES_DROPPED("directory.messages-dropped"),
        /** Bytes of messages, without what the link adds. */
        BYTES_OUT("directory.bytes-out"),
        /** Ids said to be here or no more, each time to each node. */
        IDS_TOLD("directory.ids-told"),
        /** Comparisons that found a difference. */
        DIFFERENCES("directory.differences"),
        /** Pages sent to make up for one. */
        PAGES_OUT("directory.pages-out"),
        /** Ids that were not noted because directory.maxIds was reached. */
        IDS_REFUSED("directory.ids-refused"),
        /** Messages that make no sense, or come from a node that said no hello. */
        MESSAGES_IGNORED("directory.messages-ignored"),
        /** Questions to homes. */
        FINDS("directory.finds"),
        /** Not answered in time. */
        FINDS_TIMED_OUT("directory.finds-timed-out"),
        /** Not asked, because too many were asked. */
        FINDS_LIMITED("directory.finds-limited");

        private final String label;

        Counter(String label) {
            this.label = label;
        }
    }

    Counters() {
        super(Counter.class, counter -> counter.label);
    }
}
