package org.stratocumulus.balancing.internal.osgi;

import org.stratocumulus.balancing.internal.BalancingSettings;
import org.stratocumulus.balancing.internal.BalancingSettings.Admission;
import org.stratocumulus.balancing.internal.BalancingSettings.Draining;
import org.stratocumulus.balancing.internal.PropertyText;

/** From the annotation to the record. */
final class Settings {
    private Settings() {
    }

    /** @throws IllegalArgumentException for a value out of its range; the message names the key */
    static BalancingSettings read(BalancingConfig config) {
        return new BalancingSettings(config.balancing_strategy().trim(), config.strategy_budget(), config.redirect_addresses(),
            config.redirect_attempts(), config.redirect_forwardHello(), config.redirect_settle(), config.report_stale(),
            PropertyText.parse(config.balancing_properties()),
            new Admission(config.admission_sessions(), config.admission_handshakesPerSecond(), config.admission_bitsPerSecond()),
            new Draining(config.drain_active(), config.drain_pace(), config.drain_deadline()));
    }
}
