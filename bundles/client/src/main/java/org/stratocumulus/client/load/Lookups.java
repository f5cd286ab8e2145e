package org.stratocumulus.client.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.stratocumulus.api.PeerId;

/** Hellos to one server for peers that are connected, without any session between peers: how many it answers, and at what expense. */
final class Lookups {
    private final InetSocketAddress asked;
    private final int window;
    private final double perSecond;
    private final Processes processes;
    private final Progress progress;

    /** What came of one kind. @param spent processor time meanwhile */
    record Figures(HelloCaller.Figures hellos, Processes.Spent spent) {
        /** Answered lookups in a second. */
        double perSecond() {
            return hellos.answered() / hellos.seconds();
        }

        double askedMicros() {
            return spent.askedMicros(hellos.answered());
        }

        double othersMicros() {
            return spent.othersMicros(hellos.answered());
        }

        void write(JsonLine result, String kind) {
            result.put(kind + "Lookups", hellos.sent()).put(kind + "LookupsAnswered", hellos.answered())
                .put(kind + "LookupsPerSecond", perSecond(), 1);
            write(result, kind + "LookupServerCpuMicros", askedMicros());
            write(result, kind + "LookupOthersCpuMicros", othersMicros());
        }

        private static void write(JsonLine result, String name, double micros) {
            if (!Double.isNaN(micros)) {
                result.put(name, micros, 3);
            }
        }
    }

    /** @param window hellos under way at once @param perSecond hellos per second at most */
    Lookups(InetSocketAddress asked, int window, double perSecond, Processes processes, Progress progress) {
        this.asked = asked;
        this.window = window;
        this.perSecond = perSecond;
        this.processes = processes;
        this.progress = progress;
    }

    /** Looks for the peers, one after the other and again. @param warmup seconds before, without counting */
    Figures run(List<PeerId> peers, double warmup, double seconds) throws IOException {
        try (HelloCaller caller = HelloCaller.forPeers(asked, peers, window, perSecond)) {
            caller.run(warmup, progress);
            Processes.Spent before = processes.spent();
            HelloCaller.Figures hellos = caller.run(seconds, progress);
            return new Figures(hellos, processes.spent().since(before));
        }
    }
}
