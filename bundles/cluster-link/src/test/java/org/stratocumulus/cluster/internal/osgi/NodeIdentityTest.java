package org.stratocumulus.cluster.internal.osgi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class NodeIdentityTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theIdentityIsDrawnOnceAndKept() throws Exception {
        Path file = folder.getRoot().toPath().resolve("data/cluster-node.id");
        String id = NodeIdentity.of(file);
        assertTrue(id, id.matches("[0-9a-f]{32}"));
        assertEquals(id, NodeIdentity.of(file));
        Files.writeString(file, "damaged");
        assertNotEquals("damaged", NodeIdentity.of(file));
        assertEquals("the new one is kept", NodeIdentity.of(file), NodeIdentity.of(file));
    }

    @Test
    public void withoutAFileThatCanBeWrittenThereIsStillAnIdentity() {
        Path impossible = folder.getRoot().toPath().resolve("file");
        assertTrue(NodeIdentity.of(Path.of("/proc/nothing/here").resolve(impossible.getFileName())).matches("[0-9a-f]{32}"));
    }
}
