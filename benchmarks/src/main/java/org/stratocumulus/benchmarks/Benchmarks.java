package org.stratocumulus.benchmarks;

import java.util.Arrays;
import org.stratocumulus.benchmarks.engine.EngineBenchmark;
import org.stratocumulus.benchmarks.link.LinkBenchmark;
import org.stratocumulus.benchmarks.server.ServerBenchmark;

/** {@code benchmarks/run}: chooses what is measured by the first word. */
public final class Benchmarks {
    private static final int USAGE = 2;

    private Benchmarks() {
    }

    /** See {@link Benchmarks}. */
    public static void main(String[] words) throws Exception {
        boolean named = words.length > 0 && !words[0].startsWith("-");
        String[] rest = named ? Arrays.copyOfRange(words, 1, words.length) : words;
        switch (named ? words[0] : "server") {
            case "server" -> ServerBenchmark.main(rest);
            case "engine" -> EngineBenchmark.main(rest);
            case "link" -> LinkBenchmark.main(rest);
            case "parts" -> org.openjdk.jmh.Main.main(rest);
            default -> {
                System.err.println("benchmarks/run: '" + words[0] + "' is none of server (also without a word), engine, link and parts (JMH)");
                System.exit(USAGE);
            }
        }
    }
}
