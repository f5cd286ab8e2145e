package org.stratocumulus.benchmarks.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of every figure of one server, a value for each run. */
final class Results {
    private final Map<Figure, List<Double>> values = new LinkedHashMap<>();

    /** Adds one value; one that is none is left out. */
    void add(Figure figure, double value) {
        if (Double.isFinite(value)) {
            values.computeIfAbsent(figure, f -> new ArrayList<>()).add(value);
        }
    }

    Iterable<Figure> figures() {
        return values.keySet();
    }

    List<Double> values(Figure figure) {
        return values.getOrDefault(figure, List.of());
    }

    /** The latest value of a figure; not a number when there is none. */
    double last(Figure figure) {
        List<Double> all = values(figure);
        return all.isEmpty() ? Double.NaN : all.get(all.size() - 1);
    }

    /** The median of a figure; not a number when there is none. */
    double median(Figure figure) {
        List<Double> sorted = new ArrayList<>(values(figure));
        Collections.sort(sorted);
        int size = sorted.size();
        return size == 0 ? Double.NaN : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    double least(Figure figure) {
        return values(figure).stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    double most(Figure figure) {
        return values(figure).stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /** As a result file has it. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Figure figure : figures()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("unit", figure.unit());
            if (figure.hasTarget()) {
                one.put("target", figure.target());
            }
            one.put("median", median(figure));
            one.put("values", values(figure));
            json.put(figure.name(), one);
        }
        return json;
    }
}
