package org.stratocumulus.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
            default -> scenarios(words);
        }
    }

    /** Words that are scenarios, then options. */
    private static void scenarios(String[] words) throws Exception {
        int named = 0;
        while (named < words.length && ServerBenchmark.isScenario(words[named])) {
            named++;
        }
        if (named == 0 || named < words.length && !words[named].startsWith("-")) {
            System.err.println("benchmarks/run: '" + words[named] + "' is none of server (also without a word), engine, link, parts (JMH) and scenarios: "
                + ServerBenchmark.scenarios());
            System.exit(USAGE);
        }
        List<String> rest = new ArrayList<>(List.of("--only", String.join(",", Arrays.copyOf(words, named))));
        rest.addAll(Arrays.asList(words).subList(named, words.length));
        ServerBenchmark.main(rest.toArray(String[]::new));
    }
}
