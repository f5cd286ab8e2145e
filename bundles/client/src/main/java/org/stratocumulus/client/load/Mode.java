package org.stratocumulus.client.load;

import java.io.IOException;
import java.util.List;

/** A subcommand. */
interface Mode {
    String name();

    /** What it does, in one line. */
    String summary();

    /** Its options beside those of {@link Target}. */
    List<Option> options();

    /**
     * Runs to the end.
     *
     * @param result receives the figures
     * @return whether nothing failed
     * @throws UsageException when options are wrong, before anything is sent
     * @throws IOException when the run cannot go on
     */
    boolean run(Options options, Target target, Progress progress, JsonLine result) throws IOException, InterruptedException;
}
