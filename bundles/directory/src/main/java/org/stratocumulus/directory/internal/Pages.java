package org.stratocumulus.directory.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts ids on pages. A page covers a range of first words, so that one that is read can replace what was held of that range. */
final class Pages {
    private static final Comparator<Id> BY_FIRST_WORD = (one, other) -> Long.compareUnsigned(one.a(), other.a());

    private Pages() {
    }

    /**
     * @param ids all that there are from the one first word to the other
     * @return at least one; together they cover the range
     */
    static List<Message> of(int kind, List<Id> ids, long from, long to) {
        List<Message> pages = new ArrayList<>();
        ids.sort(BY_FIRST_WORD);
        long begin = from;
        int next = 0;
        while (ids.size() - next > Message.MAX_IDS) {
            int end = next + Message.MAX_IDS;
            // ids of one first word stay together: a page's range ends before the next page's first id
            while (end > next + 1 && ids.get(end - 1).a() == ids.get(end).a()) {
                end--;
            }
            long last = ids.get(end).a() - 1;
            pages.add(new Message.Page(kind, begin, last, words(ids.subList(next, end))));
            begin = last + 1;
            next = end;
        }
        pages.add(new Message.Page(kind, begin, to, words(ids.subList(next, ids.size()))));
        return pages;
    }

    static boolean isWithin(Message.Page page, long a) {
        return Long.compareUnsigned(page.from(), a) <= 0 && Long.compareUnsigned(a, page.to()) <= 0;
    }

    private static long[] words(List<Id> ids) {
        long[] words = new long[ids.size() * Id.WORDS];
        for (int i = 0; i < ids.size(); i++) {
            Id id = ids.get(i);
            words[i * Id.WORDS] = id.a();
            words[i * Id.WORDS + 1] = id.b();
            words[i * Id.WORDS + 2] = id.c();
            words[i * Id.WORDS + 3] = id.d();
        }
        return words;
    }
}
