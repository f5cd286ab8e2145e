package org.stratocumulus.client.load;

import java.io.IOException;
import java.util.List;

/** What those that take part spend, as far as their processes are known: the server that is asked, the other servers, this program. */
final class Processes {
    private static final double MICROS_PER_SECOND = 1e6;

    private final ServerProcess asked;
    private final List<ServerProcess> others;

    /**
     * Processor time in seconds; not a number where the process is not known.
     *
     * @param others all of them together
     */
    record Spent(double asked, double others, double own) {
        Spent since(Spent before) {
            return new Spent(asked - before.asked, others - before.others, own - before.own);
        }

        /** Microseconds of the asked server for one of so many. */
        double askedMicros(long count) {
            return asked * MICROS_PER_SECOND / count;
        }

        /** Microseconds of the other servers for one of so many. */
        double othersMicros(long count) {
            return others * MICROS_PER_SECOND / count;
        }
    }

    /** @param asked null when it is not known @param others those that are known */
    Processes(ServerProcess asked, List<ServerProcess> others) {
        this.asked = asked;
        this.others = others;
    }

    /** All since each began. */
    Spent spent() throws IOException {
        double ofOthers = others.isEmpty() ? Double.NaN : 0;
        for (ServerProcess other : others) {
            ofOthers += other.cpuSeconds();
        }
        return new Spent(asked == null ? Double.NaN : asked.cpuSeconds(), ofOthers, own());
    }

    /** Processor time of this program, in seconds; not a number where the system does not tell. */
    static double own() {
        return ProcessHandle.current().info().totalCpuDuration().map(time -> time.toNanos() / 1e9).orElse(Double.NaN);
    }

    /** Processor time of a run, and memory now. */
    void write(JsonLine result, Spent ofRun, double seconds) throws IOException {
        result.put("seconds", seconds, 3).put("loadCpuSeconds", ofRun.own(), 2);
        if (asked != null) {
            result.put("serverCpuSeconds", ofRun.asked(), 2);
        }
        if (!others.isEmpty()) {
            result.put("othersCpuSeconds", ofRun.others(), 2);
        }
        writeMemory(result, "");
    }

    /** Memory now (RSS). @param when behind the name of the figure */
    void writeMemory(JsonLine result, String when) throws IOException {
        if (asked != null) {
            result.put("serverResidentKilobytes" + when, asked.residentKilobytes());
        }
        if (!others.isEmpty()) {
            long all = 0;
            for (ServerProcess other : others) {
                all += other.residentKilobytes();
            }
            result.put("othersResidentKilobytes" + when, all);
        }
    }
}
