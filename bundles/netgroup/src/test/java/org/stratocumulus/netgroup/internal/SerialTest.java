package org.stratocumulus.netgroup.internal;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class SerialTest {
    private static final int THREADS = 4;
    private static final int TASKS = 50_000;

    private final Serial serial = new Serial();
    private int unguarded;

    @Test
    public void tasksOfManyThreadsRunOneAtATimeAndInTheOrderOfEach() throws InterruptedException {
        List<List<Integer>> order = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            List<Integer> its = new ArrayList<>();
            order.add(its);
            threads.add(new Thread(() -> {
                for (int i = 0; i < TASKS; i++) {
                    int number = i;
                    serial.execute(() -> {
                        unguarded++;
                        its.add(number);
                    });
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(THREADS * TASKS, unguarded);
        for (List<Integer> its : order) {
            for (int i = 0; i < TASKS; i++) {
                assertEquals(i, (int) its.get(i));
            }
        }
    }

    @Test
    public void aTaskThatATaskBringsRunsAfterIt() {
        List<String> ran = new ArrayList<>();
        serial.execute(() -> {
            serial.execute(() -> ran.add("inner"));
            ran.add("outer");
        });
        assertEquals(List.of("outer", "inner"), ran);
    }

    @Test
    public void aTaskThatFailsKeepsNobodyWaiting() {
        List<String> ran = new ArrayList<>();
        serial.execute(() -> {
            serial.execute(() -> ran.add("next"));
            throw new IllegalStateException("a defect");
        });
        assertEquals(List.of("next"), ran);
    }
}
