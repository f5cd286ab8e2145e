package org.stratocumulus.client.load;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * The load generator: {@code rtmfp-load connect|hello|fanout|idle|rendezvous|echo}. Prints one line of JSON on standard output at the end of a run. Exits with
 * 0, with 1 when something failed on the way, and with 2 when the command line is wrong.
 */
public final class RtmfpLoad {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final List<Mode> MODES =
        List.of(new ConnectMode(), new HelloMode(), new FanoutMode(), new IdleMode(), new RendezvousMode(), new EchoMode());
    private static final Option VERBOSE = Option.flag("-v", "figures once a second on standard error");

    private RtmfpLoad() {
    }

    /** See {@link RtmfpLoad}. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** @return the exit code */
    static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        if (arguments.isEmpty()) {
            err.println(help());
            return USAGE;
        }
        if (arguments.get(0).equals("--help")) {
            out.println(help());
            return 0;
        }
        Mode mode = MODES.stream().filter(m -> m.name().equals(arguments.get(0))).findFirst().orElse(null);
        if (mode == null) {
            err.println("rtmfp-load: unknown subcommand '" + arguments.get(0) + "'; 'rtmfp-load --help' lists them");
            return USAGE;
        }
        if (arguments.contains("--help")) {
            out.println(help(mode));
            return 0;
        }
        try {
            return run(mode, Options.parse(options(mode), arguments.subList(1, arguments.size())), out, err);
        } catch (UsageException e) {
            err.println("rtmfp-load " + mode.name() + ": " + e.getMessage() + "; see 'rtmfp-load " + mode.name() + " --help'");
            return USAGE;
        }
    }

    private static int run(Mode mode, Options options, PrintStream out, PrintStream err) throws InterruptedException {
        Target target = Target.of(options);
        JsonLine result = new JsonLine().put("mode", mode.name()).put("uri", target.uri().tcUrl())
            .put("group", options.integer("--group", 0, Integer.MAX_VALUE)).put("hmac", options.flag("--hmac"))
            .put("sseq", options.flag("--sseq")).put("threads", target.threads());
        boolean good;
        try {
            good = mode.run(options, target, new Progress(err, options.flag("-v")), result);
        } catch (IOException e) {
            err.println("rtmfp-load " + mode.name() + ": " + e.getMessage());
            result.put("error", e.getMessage());
            good = false;
        }
        out.println(result);
        return good ? 0 : FAILED;
    }

    private static List<Option> options(Mode mode) {
        return Stream.of(Target.OPTIONS, mode.options(), List.of(VERBOSE)).flatMap(List::stream).toList();
    }

    private static String help() {
        StringBuilder text = new StringBuilder("usage: rtmfp-load SUBCOMMAND --uri URI [OPTION...]\n");
        for (Mode mode : MODES) {
            text.append(String.format("%n  %-10s %s", mode.name(), mode.summary()));
        }
        return text.append(String.format("%n%n'rtmfp-load SUBCOMMAND --help' lists the options.")).toString();
    }

    private static String help(Mode mode) {
        StringBuilder text = new StringBuilder("usage: rtmfp-load " + mode.name() + " OPTION...\n" + mode.summary() + "\n");
        options(mode).forEach(option -> text.append(String.format("%n%s", option.line())));
        return text.toString();
    }
}
