package org.stratocumulus.benchmarks.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The command line of a run. */
final class Arguments {
    /** The folders of an absolute path, wherever in a value one begins. */
    private static final Pattern FOLDERS = Pattern.compile("(?<![^\\s,:=])/(?:[^/\\s,:=]+/)*");
    private static final Map<String, String> HELP = new LinkedHashMap<>();

    static {
        HELP.put("--runs", "3|how often each scenario is run; medians are shown");
        HELP.put("--only", "|some of the scenarios: " + Scenario.labels());
        HELP.put("--port", "21935|UDP port of our server; the three above it are used, too");
        HELP.put("--set", "|KEY=VALUE[,KEY=VALUE] of our server's configuration, such as threads=1");
        HELP.put("--java-opts", "|options of our server's JVM instead of the distribution's");
        HELP.put("--peer", "|HOST:PORT of another RTMFP server on this machine, driven by the same load in turn with ours");
        HELP.put("--pid", "|its process; or");
        HELP.put("--command", "|the command that starts it, split at spaces; it is started anew where a scenario wants that");
        HELP.put("--peer-name", "peer|what the table calls it");
        HELP.put("--peer-only", "no|yes leaves our own server out");
        HELP.put("--pin", "auto|processors of server and load, as 0:1; no for any; auto for the first and the others, where taskset is");
        HELP.put("--warmup", "8|seconds of load before each measurement, at the same rate; a thousand sessions a second in connect");
        HELP.put("--sessions", "8000|sessions of connect");
        HELP.put("--idle", "6000|sessions of idle");
        HELP.put("--hold", "100000|sessions of hold");
        HELP.put("--hold-seconds", "60|how long hold holds them");
        HELP.put("--minutes", "10|of pause");
        HELP.put("--seconds", "8|of each measurement of fanout, rate, hello and lookup");
        HELP.put("--rate", "25000|messages delivered per second in fanout, to all subscribers together");
        HELP.put("--rates", "25000,50000,75000,100000,125000,150000,175000,200000|the same in rate, until messages are lost");
        HELP.put("--hellos", "110000|hellos per second in hello and lookup");
        HELP.put("--distribution", "karaf-distribution/target/assembly|where our server and the load generator are");
        HELP.put("--results", "benchmarks/results|results that were kept; the newest is compared with");
        HELP.put("--out", "benchmarks/target/result.json|where to write this result");
    }

    private final Map<String, String> values = new LinkedHashMap<>();

    /** @throws IllegalArgumentException naming the first option that is wrong */
    Arguments(String[] arguments) {
        HELP.forEach((name, help) -> values.put(name, help.substring(0, help.indexOf('|'))));
        for (int i = 0; i < arguments.length; i += 2) {
            if (!HELP.containsKey(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("'" + arguments[i] + "' is no option, or lacks its value");
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        if (has("--peer") && has("--pid") == has("--command")) {
            throw new IllegalArgumentException("--peer wants either --pid or --command");
        }
    }

    static String help() {
        StringBuilder text = new StringBuilder("usage: benchmarks/run [server] [OPTION VALUE]...\n");
        HELP.forEach((name, help) -> text.append(String.format("  %-16s %s%s%n", name, help.substring(help.indexOf('|') + 1),
            help.startsWith("|") ? "" : " (" + help.substring(0, help.indexOf('|')) + ")")));
        return text.toString();
    }

    boolean has(String name) {
        return !values.get(name).isEmpty();
    }

    String text(String name) {
        return values.get(name);
    }

    List<String> list(String name) {
        return has(name) ? Arrays.asList(values.get(name).split(",")) : List.of();
    }

    int integer(String name) {
        return Integer.parseInt(values.get(name));
    }

    double number(String name) {
        return Double.parseDouble(values.get(name));
    }

    Path path(String name) {
        return Path.of(values.get(name));
    }

    List<Scenario> scenarios() {
        return has("--only") ? list("--only").stream().map(Scenario::of).sorted().toList() : Scenario.usual();
    }

    Bench.Effort effort() {
        return new Bench.Effort(number("--warmup"), integer("--sessions"), integer("--idle"), number("--seconds"), number("--rate"),
            list("--rates").stream().map(Double::valueOf).toList(), number("--hellos"), integer("--hold"), number("--hold-seconds"),
            number("--minutes"), path("--out").toAbsolutePath().getParent());
    }

    /** As results keep it: of files that belong to this machine no more than the name. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        values.forEach((name, value) -> given.add(name + "=" + FOLDERS.matcher(value).replaceAll("")));
        return given;
    }
}
