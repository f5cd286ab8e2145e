package org.stratocumulus.api.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Changes the stored settings of links, as the console does; they apply as if the file had been edited. One service. */
@ProviderType
public interface ClusterSettings {
    /**
     * Adds a target.
     *
     * @param target {@code host:port?key=value&...}
     * @return false when the same host and port is a target already; its properties then become those given
     * @throws IllegalArgumentException for what is no target, with the reason
     * @throws IOException when the configuration cannot be stored
     */
    boolean addTarget(String target) throws IOException;

    /**
     * Removes a target.
     *
     * @param address {@code host:port}
     * @return false when there was none
     * @throws IOException when the configuration cannot be stored
     */
    boolean removeTarget(String address) throws IOException;

    /**
     * Reads a {@code CumulusServer.ini} of the C++ server and applies what has a counterpart here.
     *
     * @return one line for each key: what it became, or why it has no counterpart
     * @throws IOException when the file cannot be read, is larger than 1 MiB, or a configuration cannot be stored
     */
    List<String> importIni(Path file) throws IOException;
}
