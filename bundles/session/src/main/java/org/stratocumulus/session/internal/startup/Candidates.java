package org.stratocumulus.session.internal.startup;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.stratocumulus.session.internal.time.Alarms;

/** The candidate addresses of an opening session, each with its own backoff (RFC 7016 section 3.5.1.1.1). */
final class Candidates {
    /** REDIRECT_THRESHOLD: SHOULD NOT be more than 24. */
    static final int REDIRECT_THRESHOLD = 24;
    /** RFC 7016 3.5.1.1.1: not less than 1.5 seconds added to the interval between each attempt. */
    static final long BACKOFF_MILLIS = 1_500;

    private final List<Candidate> candidates = new ArrayList<>();

    /** @return false when the address was known, or there are {@value #REDIRECT_THRESHOLD} already */
    boolean add(InetSocketAddress address, long now) {
        if (candidates.size() >= REDIRECT_THRESHOLD || candidates.stream().anyMatch(known -> known.address.equals(address))) {
            return false;
        }
        candidates.add(new Candidate(address, now));
        return true;
    }

    /** The addresses whose turn it is; each waits longer for its next. */
    List<InetSocketAddress> due(long now) {
        List<InetSocketAddress> due = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (candidate.at <= now) {
                candidate.interval += BACKOFF_MILLIS;
                candidate.at = now + candidate.interval;
                due.add(candidate.address);
            }
        }
        return due;
    }

    /** This address has said that no session opens with it: its certificate is of no use, or it redirects to others. */
    void answered(InetSocketAddress address) {
        for (Candidate candidate : candidates) {
            candidate.answered |= candidate.address.equals(address);
        }
    }

    /** Whether nothing is to be hoped for any more. */
    boolean allAnswered() {
        return candidates.stream().allMatch(candidate -> candidate.answered);
    }

    void forEach(Consumer<InetSocketAddress> consumer) {
        candidates.forEach(candidate -> consumer.accept(candidate.address));
    }

    /** When the next turn comes. */
    long next() {
        long next = Alarms.NEVER;
        for (Candidate candidate : candidates) {
            next = Math.min(next, candidate.at);
        }
        return next;
    }

    private static final class Candidate {
        private final InetSocketAddress address;
        private long at;
        private long interval;
        private boolean answered;

        Candidate(InetSocketAddress address, long now) {
            this.address = address;
            this.at = now;
        }
    }
}
