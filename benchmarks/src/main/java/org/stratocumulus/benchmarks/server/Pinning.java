package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which processors server and load generator run on. Apart from each other they do not take turns, and "one core" means one: a JVM that
 * may use one processor chooses its threads accordingly. By {@code taskset} of util-linux.
 *
 * @param server as {@code taskset -c} takes it; empty for any
 * @param load as {@code taskset -c} takes it; empty for any
 */
record Pinning(String server, String load) {
    static final Pinning NONE = new Pinning("", "");

    /**
     * @param text {@code no}; {@code SERVER:LOAD}, such as {@code 0:1-3}; or {@code auto}: the first processor that this process may use
     *     for the server, the others for the load, if there are two and a {@code taskset}
     * @throws IllegalArgumentException for anything else
     */
    static Pinning of(String text) throws IOException, InterruptedException {
        if (text.equals("no")) {
            return NONE;
        }
        if (!text.equals("auto")) {
            String[] both = text.split(":");
            if (both.length != 2 || !text.matches("[0-9,:-]+")) {
                throw new IllegalArgumentException("--pin: '" + text + "' is none of auto, no and SERVER:LOAD");
            }
            return new Pinning(both[0], both[1]);
        }
        List<String> mine = processors();
        boolean possible = mine.size() > 1 && !Programs.firstLine(List.of("taskset", "--version")).equals("unknown");
        return possible ? new Pinning(mine.get(0), String.join(",", mine.subList(1, mine.size()))) : NONE;
    }

    /** A command of the server. */
    List<String> server(List<String> command) {
        return on(server, command);
    }

    /** A command of the load generator. */
    List<String> load(List<String> command) {
        return on(load, command);
    }

    private static List<String> on(String processors, List<String> command) {
        List<String> all = new ArrayList<>(processors.isEmpty() ? List.of() : List.of("taskset", "-c", processors));
        all.addAll(command);
        return all;
    }

    /** As Linux lists them: {@code 0-3,6}. */
    private static List<String> processors() throws IOException {
        List<String> all = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("Cpus_allowed_list:")) {
                for (String range : line.substring(line.indexOf(':') + 1).strip().split(",")) {
                    int dash = range.indexOf('-');
                    int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
                    int last = Integer.parseInt(range.substring(dash + 1));
                    for (int i = first; i <= last; i++) {
                        all.add(Integer.toString(i));
                    }
                }
            }
        }
        return all;
    }
}
