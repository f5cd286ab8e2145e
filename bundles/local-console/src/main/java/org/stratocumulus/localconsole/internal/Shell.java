package org.stratocumulus.localconsole.internal;

import java.io.PrintStream;

/** Runs console commands. */
interface Shell {
    /** Exit status of a command that ended well. */
    int SUCCESS = 0;
    /** Exit status of a command that failed. */
    int FAILURE = 1;
    /** Exit status of a command that does not exist, as in a Unix shell. */
    int NO_SUCH_COMMAND = 127;

    /**
     * Runs one command line on the calling thread. Interrupting the thread asks the command to end.
     *
     * @param output what the command prints
     * @param error  why it failed
     * @return exit status
     */
    int run(String command, PrintStream output, PrintStream error);
}
