package org.stratocumulus.crypto.flash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.crypto.CryptoException;

/** Keeps an identity in a file, so that it survives a restart. For any thread; makes blocking file access. */
public final class IdentityStore {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityStore.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    /** An identity file is a few kB; what is longer is something else. */
    private static final long MAX_FILE_SIZE = 65_536;

    private IdentityStore() {
    }

    /** The server identity in the file, which is made with {@link IdentityTraits#SERVER} and ephemeral keys if there is none. */
    public static Identity loadOrCreate(Path file) throws IOException {
        return loadOrCreate(file, () -> Identity.ephemeral(IdentityTraits.SERVER, new SecureRandom()));
    }

    /**
     * The identity in the file; if there is none, a new one that is written there first. Warns when others than its owner have access.
     *
     * @throws IOException when the file cannot be read or written, or holds anything but an identity; it is never overwritten then
     */
    public static Identity loadOrCreate(Path file, Supplier<Identity> creator) throws IOException {
        if (Files.exists(file)) {
            return load(file);
        }
        Identity identity = creator.get();
        save(identity, file);
        return identity;
    }

    private static Identity load(Path file) throws IOException {
        warnIfOpenToOthers(file);
        if (Files.size(file) > MAX_FILE_SIZE) {
            throw new IOException(file + ": too long for an identity");
        }
        try {
            return IdentityPem.decode(Files.readString(file));
        } catch (CryptoException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Written aside and moved into place, so that a crash leaves a whole file or none. */
    private static void save(Identity identity, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        // RFC 7425 7: the identity is worth what its private key is; createTempFile gives the owner alone access where that is possible
        Path aside = Files.createTempFile(target.getParent(), target.getFileName().toString(), ".new");
        try {
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(IdentityPem.encode(identity).getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static void warnIfOpenToOthers(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")
                && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            LOG.warn("{}: the identity should be readable by its owner only (mode 0600)", file);
        }
    }
}
