package org.stratocumulus.cluster.internal.osgi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stable identity of this node: drawn once, kept in a file. */
final class NodeIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(NodeIdentity.class);

    private NodeIdentity() {
    }

    /** Reads the file, or writes a new one. Without a file that can be written the identity lasts until the next start. */
    static String of(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) < 1024) {
                String id = Files.readString(file).trim();
                if (id.matches("[0-9a-f]{32}")) {
                    return id;
                }
                LOG.warn("{} holds no node identity; a new one is drawn", file);
            }
            String id = draw();
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, id + "\n");
            return id;
        } catch (IOException e) {
            LOG.error("the node identity cannot be kept in {}: {}", file, e.toString());
            return draw();
        }
    }

    private static String draw() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
