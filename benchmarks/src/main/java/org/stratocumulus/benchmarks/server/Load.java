package org.stratocumulus.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A load generator that runs. Its standard error tells how far it is, and its standard input when it should end. */
final class Load {
    private final Process process;
    private final BufferedReader progress;

    Load(Process process) {
        this.process = process;
        this.progress = process.errorReader(StandardCharsets.UTF_8);
    }

    /** Waits until it says this. @throws IOException when it ends before */
    void await(String words) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = progress.readLine(); line != null; line = progress.readLine()) {
            if (line.contains(words)) {
                return;
            }
            said.append('\n').append(line);
        }
        throw new IOException("the load generator has ended:" + said);
    }

    /** Ends its standard input, and waits for its line of JSON. */
    Map<String, Object> end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            process.waitFor();
            if (line == null) {
                throw new IOException("the load generator has failed: " + progress.lines().toList());
            }
            return Json.object(line);
        }
    }
}
