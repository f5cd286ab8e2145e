package org.stratocumulus.benchmarks.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Shows results as a table, writes them as JSON, and compares them with the last that were kept. */
record Report(Map<String, Results> byServer, Map<String, Object> circumstances) {

    /** A table of medians, with the least and the greatest value behind. @param former results of the first server, or an empty map */
    void print(PrintStream out, Map<String, Object> former) {
        StringBuilder head = new StringBuilder(String.format("%-18s %-34s %8s", "figure", "unit", "target"));
        byServer.keySet().forEach(name -> head.append(String.format(" %30s", name)));
        out.println(head.append(former.isEmpty() ? "" : String.format(" %10s", "last time")));
        for (Figure figure : figures()) {
            StringBuilder row = new StringBuilder(String.format("%-18s %-34s %8s", figure.name(), figure.unit(),
                figure.hasTarget() ? Json.plain(figure.target()) : ""));
            byServer.values().forEach(results -> row.append(String.format(" %30s", cell(results, figure))));
            out.println(row.append(former.isEmpty() ? "" : String.format(" %10s", formerly(former, figure))));
        }
    }

    private Set<Figure> figures() {
        Set<Figure> all = new LinkedHashSet<>();
        byServer.values().forEach(results -> results.figures().forEach(all::add));
        return all;
    }

    private static String cell(Results results, Figure figure) {
        List<Double> values = results.values(figure);
        if (values.isEmpty()) {
            return "-";
        }
        String mark = !figure.hasTarget() ? "" : figure.isReachedBy(results.median(figure)) ? " ok" : " !!";
        return short4(results.median(figure)) + " (" + short4(results.least(figure)) + ".." + short4(results.most(figure)) + ")" + mark;
    }

    private static String short4(double number) {
        return number >= 1000 ? Long.toString(Math.round(number)) : Json.plain(number);
    }

    private static String formerly(Map<String, Object> former, Figure figure) {
        return former.get(figure.name()) instanceof Map<?, ?> one && one.get("median") instanceof Double median ? short4(median) : "-";
    }

    void write(Path file) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>(circumstances);
        byServer.forEach((name, results) -> json.put(name, results.toJson()));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, Json.write(json));
    }

    /** The figures of a server in the newest result of a folder, by name; an empty map when there is none. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> last(Path folder, String server) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            Path newest = files.filter(file -> file.toString().endsWith(".json")).max(Path::compareTo).orElse(null);
            return newest != null && Json.object(Files.readString(newest)).get(server) instanceof Map<?, ?> figures
                ? (Map<String, Object>) figures : Map.of();
        }
    }
}
