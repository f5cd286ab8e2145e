package org.stratocumulus.api.settings;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What is wrong with the configuration that a component reads. Whiteboard: each component that reads one registers this service, and
 * {@code cumulus:status} shows what all of them say.
 */
@ConsumerType
public interface SettingsStatus {
    /** One line for each value that is refused now, PID, key and value included; empty when all is well. Any thread. */
    List<String> problems();
}
