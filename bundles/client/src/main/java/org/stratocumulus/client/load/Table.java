package org.stratocumulus.client.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures side by side, for people: a column for each kind. Columns of numbers are flush right. */
final class Table {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();

    /** @param columns what each column of figures is */
    Table(List<String> columns) {
        row("", columns);
    }

    /** A line of figures. @param cells one for each column */
    Table row(String name, List<String> cells) {
        List<String> row = new ArrayList<>(List.of(name));
        row.addAll(cells);
        rows.add(row);
        return this;
    }

    /** Four lines: the percentiles and the longest, in milliseconds. @param latencies one for each column */
    Table rows(String name, List<LatencyHistogram> latencies) {
        percentile(name + " p50, ms", 0.50, latencies);
        percentile(name + " p90, ms", 0.90, latencies);
        percentile(name + " p99, ms", 0.99, latencies);
        return row(name + " max, ms", latencies.stream().map(latency -> millis(latency, latency.max())).toList());
    }

    private void percentile(String name, double share, List<LatencyHistogram> latencies) {
        row(name, latencies.stream().map(latency -> millis(latency, latency.percentile(share))).toList());
    }

    private static String millis(LatencyHistogram of, long nanos) {
        return of.count() == 0 ? "-" : number(nanos / NANOS_PER_MILLI, 2);
    }

    /** @param decimals digits behind the point */
    static String number(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "-";
    }

    /** A share of a whole in percent; a dash of nothing. */
    static String percent(long part, long whole) {
        return whole == 0 ? "-" : number(100.0 * part / whole, 2) + " %";
    }

    /** All lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElseThrow();
                String pad = " ".repeat(width - row.get(i).length());
                line.append(i == 0 ? row.get(i) + pad : " ".repeat(GAP) + pad + row.get(i));
            }
            text.append(text.length() == 0 ? "" : "\n").append(line.toString().stripTrailing());
        }
        return text.toString();
    }
}
