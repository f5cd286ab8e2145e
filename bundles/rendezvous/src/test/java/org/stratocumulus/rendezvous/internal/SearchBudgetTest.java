package org.stratocumulus.rendezvous.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import org.stratocumulus.api.PeerId;

public class SearchBudgetTest {
    private final SearchBudget budget = new SearchBudget(new SeededHash(7));

    private static Asker client(int number) {
        return new Asker(new PeerId(number, 9, 9, 9), List.of());
    }

    private int taken(Asker asker, long now, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += budget.take(asker, now) ? 1 : 0;
        }
        return taken;
    }

    @Test
    public void strangersShareOneNumberOfSearchesAndTakeNoneFromClients() {
        assertEquals("SearchBudget.OF_STRANGERS", 1_000, taken(Asker.STRANGER, 10_000, 50_000));
        assertEquals(1, taken(Asker.STRANGER, 10_001, 50_000));
        assertEquals("SearchBudget.PER_CLIENT", 50, taken(client(1), 10_001, 50_000));
        assertEquals(1_000, taken(Asker.STRANGER, 20_000, 50_000));
    }

    @Test
    public void aClientThatAsksTooMuchTakesNothingFromOthers() {
        taken(client(0), 10_000, 50_000);
        int unharmed = 0;
        for (int i = 1; i <= 1_000; i++) {
            unharmed += taken(client(i), 10_000, 1);
        }
        assertTrue(unharmed + " of 1000", unharmed > 990);
    }
}
