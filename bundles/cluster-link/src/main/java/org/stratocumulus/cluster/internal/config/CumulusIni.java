package org.stratocumulus.cluster.internal.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@code CumulusServer.ini} of the C++ server in the words of this one. Keys are compared without case; a section's name stands before
 * its keys with a dot; comments begin with a semicolon or a number sign.
 *
 * @param settings by configuration PID and key
 * @param remarks one line for each key of the file, in its order
 */
public record CumulusIni(Map<String, Map<String, String>> settings, List<String> remarks) {
    /** The PID of the endpoint. */
    public static final String RTMFP = "org.stratocumulus.rtmfp";
    /** The PID of the links. */
    public static final String SERVERS = "org.stratocumulus.servers";

    private record Counterpart(String pid, String key) {
    }

    private static final Map<String, Counterpart> COUNTERPARTS = Map.ofEntries(
        Map.entry("port", new Counterpart(RTMFP, "port")),
        Map.entry("threads", new Counterpart(RTMFP, "threads")),
        Map.entry("cores", new Counterpart(RTMFP, "threads")),
        Map.entry("udpbuffersize", new Counterpart(RTMFP, "udpBufferSize")),
        Map.entry("keepaliveserver", new Counterpart(RTMFP, "keepAliveServer")),
        Map.entry("keepalivepeer", new Counterpart(RTMFP, "keepAlivePeer")),
        Map.entry("publicaddress", new Counterpart(SERVERS, "servers.publicAddress")),
        Map.entry("servers.publicaddress", new Counterpart(SERVERS, "servers.publicAddress")),
        Map.entry("servers.port", new Counterpart(SERVERS, "servers.port")),
        Map.entry("servers.targets", new Counterpart(SERVERS, "servers.targets")),
        Map.entry("servers.addresses", new Counterpart(SERVERS, "servers.targets")));

    private static final Map<String, String> WITHOUT = Map.of(
        "smtp.", "applications send mail themselves",
        "logs.", "logging is set in etc/org.ops4j.pax.logging.cfg",
        "application.", "applications are bundles, not folders",
        "edges.", "edges were replaced by servers.*",
        "auth", "who may connect is decided by applications");

    /** Translates the lines of a file. */
    public static CumulusIni translate(List<String> lines) {
        Map<String, Map<String, String>> settings = new TreeMap<>();
        List<String> remarks = new ArrayList<>();
        read(lines).forEach((key, value) -> {
            Counterpart counterpart = COUNTERPARTS.get(key.toLowerCase(Locale.ROOT));
            if (counterpart == null) {
                remarks.add(key + ": no counterpart, " + reason(key.toLowerCase(Locale.ROOT)));
            } else {
                settings.computeIfAbsent(counterpart.pid(), pid -> new LinkedHashMap<>()).put(counterpart.key(), value);
                remarks.add(key + " = " + value + " -> " + counterpart.key() + " in " + counterpart.pid());
            }
        });
        return new CumulusIni(settings, remarks);
    }

    private static Map<String, String> read(List<String> lines) {
        Map<String, String> values = new LinkedHashMap<>();
        String section = "";
        for (String raw : lines) {
            String line = raw.strip();
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1).strip() + ".";
            } else if (!line.startsWith(";") && !line.startsWith("#") && equals > 0) {
                values.put((section.equals(".") ? "" : section) + line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return values;
    }

    private static String reason(String key) {
        return WITHOUT.entrySet().stream().filter(e -> key.startsWith(e.getKey())).map(Map.Entry::getValue).findFirst()
            .orElse("a key of scripts: give it to the application's own configuration");
    }
}
