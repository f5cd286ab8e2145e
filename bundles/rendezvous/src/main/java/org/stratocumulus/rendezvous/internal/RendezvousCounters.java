package org.stratocumulus.rendezvous.internal;

import org.stratocumulus.api.status.NamedCounters;

/** What is counted since the start. Any thread. */
final class RendezvousCounters extends NamedCounters<RendezvousCounters.Counter> {
    enum Counter {
        /** Hellos that named a peer. */
        LOOKUPS("rendezvous.lookups"),
        /** Answered with the addresses of a peer of this node. */
        INTRODUCED("rendezvous.introduced"),
        /** The peer is not here, and nobody knew where. Not answered. */
        UNKNOWN("rendezvous.unknown"),
        /** Hellos forwarded to peers. */
        FORWARDED("rendezvous.forwarded"),
        /** Not forwarded, because the peer had its share of them for the second. */
        FORWARDS_LIMITED("rendezvous.forwards-limited"),
        /** Hellos said again with the same tag: the first introduction did not suffice. */
        RETRIES("rendezvous.retries"),
        /** Answered with a relay's address, too, after hellos in vain. */
        RELAYED("rendezvous.relayed"),
        /** Answered with other servers only. */
        ELSEWHERE("rendezvous.elsewhere"),
        /** Refused by a listener. */
        REFUSED("rendezvous.refused"),
        /** Dropped because too many waited for the listeners. */
        LOOKUPS_DROPPED("rendezvous.lookups-dropped"),
        /** Of other servers, for peers of theirs. */
        REMOTE_LOOKUPS("rendezvous.remote-lookups"),
        /** Answered with the addresses of a peer of another server. */
        REMOTE_INTRODUCED("rendezvous.remote-introduced"),
        /** Answered with the peer's server, which had not answered, or could not be asked. */
        REMOTE_REDIRECTED("rendezvous.remote-redirected"),
        /** Lookups that another server did not answer in time. */
        REMOTE_UNANSWERED("rendezvous.remote-unanswered"),
        /** Not asked, or not answered, because a server had its share of them for the second. */
        REMOTE_LIMITED("rendezvous.remote-limited"),
        /** Answered with the address of this server's relay, too, for a peer of another server. */
        REMOTE_RELAYED("rendezvous.remote-relayed"),
        /** Not searched for in a sharded directory, because the asker had its share of searches for the second, or strangers had theirs. */
        SEARCHES_LIMITED("rendezvous.searches-limited"),
        /** Of other servers for peers of this one. */
        SERVED_LOOKUPS("rendezvous.served-lookups"),
        /** Hellos forwarded with the address of another server's relay. */
        SERVED_WAYS("rendezvous.served-ways"),
        /** Ways of other servers' relays that peers of this one may not have, or whose peer is not here any more. */
        DECLINED_WAYS("rendezvous.declined-ways");

        private final String label;

        Counter(String label) {
            this.label = label;
        }
    }

    RendezvousCounters() {
        super(Counter.class, counter -> counter.label);
    }
}
