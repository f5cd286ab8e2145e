package org.stratocumulus.client.load;

import java.io.IOException;

/**
 * What is spent between two moments: by this process, so that one sees whether it was busier than the server, and by the server's process
 * if it is known which that is.
 */
final class ServerCost {
    private static final double MICROS_PER_SECOND = 1e6;

    private final ServerProcess process;
    private double begin;
    private double spent;
    private double compilerBegin;
    private double compilerSpent;
    private double ownBegin;
    private double ownSpent;

    /** @param process null when it is not known */
    ServerCost(ServerProcess process) {
        this.process = process;
    }

    void begin() throws IOException {
        ownBegin = Processes.own();
        if (process != null) {
            begin = process.cpuSeconds();
            compilerBegin = process.compilerSeconds();
        }
    }

    void end() throws IOException {
        ownSpent = Processes.own() - ownBegin;
        if (process != null) {
            spent = process.cpuSeconds() - begin;
            compilerSpent = Math.max(0, process.compilerSeconds() - compilerBegin);
        }
    }

    /** @param unit what was done @param count how often, between begin and end */
    void write(JsonLine result, String unit, long count) throws IOException {
        result.put("loadCpuSeconds", ownSpent, 2).put("loadCpuMicrosPer" + unit, ownSpent * MICROS_PER_SECOND / count, 3);
        if (process != null) {
            result.put("serverCpuSeconds", spent, 2).put("serverCpuMicrosPer" + unit, spent * MICROS_PER_SECOND / count, 3)
                .put("serverCompilerPercent", 100 * compilerSpent / spent, 1)
                .put("serverResidentKilobytes", process.residentKilobytes());
        }
    }

    /** Memory of the server's process now, under a name. */
    void writeMemory(JsonLine result, String name) throws IOException {
        if (process != null) {
            result.put(name, process.residentKilobytes());
        }
    }
}
