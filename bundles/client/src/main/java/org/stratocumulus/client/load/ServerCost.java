package org.stratocumulus.client.load;

import java.io.IOException;

/** What the server's process spends between two moments; nothing when it is not known which process that is. */
final class ServerCost {
    private static final double MICROS_PER_SECOND = 1e6;

    private final ServerProcess process;
    private double begin;
    private double spent;

    /** @param process null when it is not known */
    ServerCost(ServerProcess process) {
        this.process = process;
    }

    void begin() throws IOException {
        if (process != null) {
            begin = process.cpuSeconds();
        }
    }

    void end() throws IOException {
        if (process != null) {
            spent = process.cpuSeconds() - begin;
        }
    }

    /** @param unit what was done @param count how often, between begin and end */
    void write(JsonLine result, String unit, long count) throws IOException {
        if (process != null) {
            result.put("serverCpuSeconds", spent, 2).put("serverCpuMicrosPer" + unit, spent * MICROS_PER_SECOND / count, 3)
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
