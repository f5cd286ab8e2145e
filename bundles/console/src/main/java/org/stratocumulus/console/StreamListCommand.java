package org.stratocumulus.console;

import java.util.Comparator;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.status.StreamStatus;
import org.stratocumulus.api.status.StreamStatus.Quality;
import org.stratocumulus.api.status.StreamStatus.StreamInfo;
import org.stratocumulus.api.status.StreamStatus.SubscriptionInfo;

/** {@code cumulus:stream-list}. */
@Service
@Command(scope = "cumulus", name = "stream-list",
    description = "Lists the live streams: publisher, subscribers and quality of the last seconds")
public final class StreamListCommand extends ListCommand {
    @Reference(optional = true)
    private StreamStatus streams;

    @Argument(name = "prefix", description = "Only streams whose name begins with this; with --subscriptions, the name of one stream")
    @Completion(StreamCompleter.class)
    private String prefix = "";

    @Option(name = "-s", aliases = "--subscriptions", description = "List who plays the named stream, and what quality each gets")
    private boolean subscriptions;

    @Override
    public Object execute() {
        if (subscriptions) {
            print(subscriptionTable(), "No subscriptions");
        } else {
            print(streamTable(), "No streams");
        }
        return null;
    }

    private ShellTable streamTable() {
        ShellTable table = new ShellTable();
        table.column("Name");
        table.column("Publisher");
        table.column("Age").alignRight();
        table.column("Subscribers").alignRight();
        media(table, "Audio");
        media(table, "Video");
        if (streams != null) {
            streams.streams().stream().filter(s -> s.name().startsWith(prefix)).sorted(Comparator.comparing(StreamInfo::name)).forEach(s -> {
                Quality a = s.audio();
                Quality v = s.video();
                table.addRow().addContent(s.name(), s.publisher() == null ? "-" : shortened(s.publisher()),
                    s.publisher() == null ? "" : duration(s.ageMillis()), s.subscribers(), bytes(a.byteRate()), percent(a.lossRate()),
                    a.latencyMillis(), bytes(v.byteRate()), percent(v.lossRate()), v.latencyMillis());
            });
        }
        return table;
    }

    private ShellTable subscriptionTable() {
        ShellTable table = new ShellTable();
        table.column("Subscriber");
        table.column("Paused");
        table.column("Buffered").alignRight();
        media(table, "Audio");
        media(table, "Video");
        if (streams != null) {
            for (SubscriptionInfo s : streams.subscriptions(prefix)) {
                Quality a = s.audioQuality();
                Quality v = s.videoQuality();
                table.addRow().addContent(shortened(s.subscriber()), s.paused() ? "yes" : "", bytes(s.bufferedBytes()),
                    s.audio() ? bytes(a.byteRate()) : "off", percent(a.lossRate()), a.latencyMillis(),
                    s.video() ? bytes(v.byteRate()) : "off", percent(v.lossRate()), v.latencyMillis());
            }
        }
        return table;
    }

    private static String shortened(PeerId peer) {
        return peer.toString().substring(0, 12);
    }

    private static void media(ShellTable table, String kind) {
        table.column(kind + " B/s").alignRight();
        table.column("loss %").alignRight();
        table.column("delay ms").alignRight();
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.1f", 100 * rate);
    }
}
