package org.stratocumulus.balancing.internal.osgi;

import org.stratocumulus.api.settings.SettingsReader;
import org.stratocumulus.balancing.internal.BalancingSettings;
import org.stratocumulus.balancing.internal.BalancingSettings.Admission;
import org.stratocumulus.balancing.internal.BalancingSettings.Draining;

/** From text to the record. Each key's range is that of {@link BalancingSettings}. */
final class Settings {
    private Settings() {
    }

    /** Takes each value that is good; the others stay as they were. */
    static BalancingSettings read(SettingsReader in, BalancingSettings former) {
        BalancingSettings standard = BalancingSettings.DEFAULT;
        return new BalancingSettings(in.text("balancing.strategy"),
            in.number("strategy.budget", 10, 1_000_000, standard.budgetMicros(), former.budgetMicros()),
            in.number("redirect.addresses", 1, 24, standard.redirectAddresses(), former.redirectAddresses()),
            in.number("redirect.attempts", 1, 10, standard.redirectAttempts(), former.redirectAttempts()),
            in.flag("redirect.forwardHello", standard.forwardHello(), former.forwardHello()),
            in.number("redirect.settle", 0, 10_000, standard.settleMillis(), former.settleMillis()),
            in.number("report.stale", 2000, 60_000, standard.staleMillis(), former.staleMillis()),
            in.value("balancing.properties", BalancingSettings::parseProperties, standard.properties(), former.properties()),
            admission(in, standard.admission(), former.admission()), draining(in, standard.draining(), former.draining()));
    }

    private static Admission admission(SettingsReader in, Admission standard, Admission former) {
        return new Admission(in.number("admission.sessions", 0, Integer.MAX_VALUE, standard.sessions(), former.sessions()),
            in.number("admission.handshakesPerSecond", 0, 1_000_000, standard.handshakesPerSecond(), former.handshakesPerSecond()),
            in.number("admission.bitsPerSecond", 0L, Long.MAX_VALUE, standard.bitsPerSecond(), former.bitsPerSecond()));
    }

    private static Draining draining(SettingsReader in, Draining standard, Draining former) {
        return new Draining(in.flag("drain.active", standard.active(), former.active()),
            in.number("drain.pace", 1, 10_000, standard.pace(), former.pace()),
            in.number("drain.deadline", 1, 86_400, standard.deadlineSeconds(), former.deadlineSeconds()));
    }
}
