package org.stratocumulus.crypto.flash;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.stratocumulus.crypto.InitiatorKeying;
import org.stratocumulus.crypto.ResponderKeying;

public class IdentityStoreTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();
    private Path file;

    @Before
    public void nameAFileInAFolderThatDoesNotExistYet() {
        file = folder.getRoot().toPath().resolve("data/identity/identity.pem");
    }

    @Test
    public void aServersIdentitySurvives() throws IOException {
        Identity created = IdentityStore.loadOrCreate(file);
        Identity loaded = IdentityStore.loadOrCreate(file);
        assertEquals(created.peerId(), loaded.peerId());
        assertArrayEquals(created.certificate().encoded(), loaded.certificate().encoded());
    }

    @Test
    public void staticPrivateKeysSurvive() throws IOException {
        IdentityStore.loadOrCreate(file, () -> Identity.ofStaticKeys(IdentityTraits.SERVER, RANDOM));
        Identity loaded = IdentityStore.loadOrCreate(file, () -> {
            throw new AssertionError("must not be made again");
        });
        FlashProfile server = new FlashProfile(loaded, FlashOptions.DEFAULT, RANDOM);
        FlashProfile client = new FlashProfile(Identity.ephemeral(IdentityTraits.CLIENT, RANDOM), FlashOptions.DEFAULT, RANDOM);
        InitiatorKeying initiator = client.initiate(server.nearCertificate());
        ResponderKeying responder = server.respond(client.nearCertificate(), initiator.initiatorComponent());
        assertArrayEquals(initiator.combine(responder.responderComponent()).nearNonce(), responder.keys().farNonce());
    }

    @Test
    public void theFileBelongsToItsOwnerAloneAndNothingElseIsLeft() throws IOException {
        Assume.assumeTrue(Files.getFileStore(folder.getRoot().toPath()).supportsFileAttributeView("posix"));
        IdentityStore.loadOrCreate(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(List.of("identity.pem"), List.of(file.getParent().toFile().list()));
    }

    @Test
    public void aFileOpenToOthersIsStillUsed() throws IOException {
        Assume.assumeTrue(Files.getFileStore(folder.getRoot().toPath()).supportsFileAttributeView("posix"));
        Identity created = IdentityStore.loadOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(created.peerId(), IdentityStore.loadOrCreate(file).peerId());
    }

    @Test
    public void aRelativeFileNameWithoutFolderIsAllowed() throws IOException {
        Path relative = Path.of("identity-store-test-" + System.nanoTime() + ".pem");
        try {
            assertEquals(IdentityStore.loadOrCreate(relative).peerId(), IdentityStore.loadOrCreate(relative).peerId());
        } finally {
            Files.deleteIfExists(relative);
        }
    }

    @Test
    public void whatIsNotAnIdentityIsRefusedAndNeverOverwritten() throws IOException {
        Files.createDirectories(file.getParent());
        String whole = IdentityPem.encode(Identity.ofStaticKeys(IdentityTraits.ADOBE_CLIENT, RANDOM));
        String withoutKey = whole.substring(0, whole.indexOf("-----BEGIN RTMFP DH"));
        String otherKey = IdentityPem.encode(Identity.ofStaticKeys(IdentityTraits.ADOBE_CLIENT, RANDOM)).substring(withoutKey.length());
        for (String text : new String[] {"", "hello", withoutKey, withoutKey + otherKey, whole.replace("Group: 2", "Group: 3"),
            whole.replace("Group: 2", "Colour: 2"), whole.substring(0, 100), "x".repeat(65_537)}) {
            Files.writeString(file, text);
            IOException refusal = assertThrows(text, IOException.class, () -> IdentityStore.loadOrCreate(file));
            assertTrue(refusal.getMessage(), refusal.getMessage().startsWith(file.toString()));
            assertEquals(text, Files.readString(file));
        }
    }

    @Test
    public void damagedFilesAreRefusedWithAnIoExceptionOnly() throws IOException {
        long seed = System.nanoTime();
        System.out.println("IdentityStoreTest seed " + seed);
        Random random = new Random(seed);
        IdentityStore.loadOrCreate(file, () -> Identity.ofStaticKeys(IdentityTraits.ADOBE_CLIENT, RANDOM));
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            Files.write(file, damaged);
            try {
                IdentityStore.loadOrCreate(file);
            } catch (IOException expected) {
                assertFalse("seed " + seed, expected.getMessage().isEmpty());
            }
        }
    }

    @Test
    public void aFolderThatCannotBeWrittenIsAnIoException() throws IOException {
        File notAFolder = folder.newFile("data");
        assertThrows(IOException.class, () -> IdentityStore.loadOrCreate(notAFolder.toPath().resolve("identity.pem")));
    }
}
