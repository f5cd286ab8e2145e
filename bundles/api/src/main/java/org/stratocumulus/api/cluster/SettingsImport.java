package org.stratocumulus.api.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Translates the settings of a C++ CumulusServer. One service. */
@ProviderType
public interface SettingsImport {
    /**
     * Reads a {@code CumulusServer.ini} and applies what has a counterpart here.
     *
     * @return one line for each key: what it became, or why it has no counterpart
     * @throws IOException when the file cannot be read, is larger than 1 MiB, or a configuration cannot be stored
     */
    List<String> importIni(Path file) throws IOException;
}
