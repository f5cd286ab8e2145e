package org.stratocumulus.console;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cumulus:drain}. */
@Service
@Command(scope = "cumulus", name = "drain", description = "Sends new clients elsewhere and takes leave of those that are here")
public final class DrainCommand extends BalancingCommand {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smh]?)");
    private static final Pattern PACE = Pattern.compile("(\\d{1,6})(/s)?");

    @Option(name = "--deadline", description = "When the last client is sent away: seconds, or with m or h", valueToShowInHelp = "10m")
    private String deadline = "10m";

    @Option(name = "--pace", description = "Clients sent away per second", valueToShowInHelp = "50/s")
    private String pace = "50/s";

    @Option(name = "--abort", description = "Call it off, as cumulus:undrain does")
    private boolean abort;

    /** @throws IllegalArgumentException for what is no pace or duration @throws IOException when the state cannot be stored */
    @Override
    public Object execute() throws IOException {
        if (abort) {
            balancing().undrain();
        } else {
            balancing().drain(perSecond(pace), seconds(deadline));
        }
        return null;
    }

    /** Such as 90, 90s, 10m, 1h. */
    static int seconds(String text) {
        Matcher m = DURATION.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("--deadline takes a duration such as 90s, 10m or 1h, not '" + text + "'");
        }
        return Integer.parseInt(m.group(1)) * (m.group(2).equals("h") ? 3600 : m.group(2).equals("m") ? 60 : 1);
    }

    /** Such as 50 or 50/s. */
    static int perSecond(String text) {
        Matcher m = PACE.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("--pace takes a number per second such as 50/s, not '" + text + "'");
        }
        return Integer.parseInt(m.group(1));
    }
}
