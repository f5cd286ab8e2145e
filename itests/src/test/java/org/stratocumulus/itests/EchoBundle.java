package org.stratocumulus.itests;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The bundle of examples/application-echo as the build has just made it. */
final class EchoBundle {
    private static final Path JAR = Path.of(System.getProperty("stratocumulus.echo")).toAbsolutePath().normalize();
    private static final String FILE = "echo.jar";

    private EchoBundle() {
    }

    /** Its URL. */
    static String shipped() {
        return JAR.toUri().toString();
    }

    /** The URL of the same under another version. */
    static String ofVersion(String version) throws IOException {
        Path copy = Files.createTempFile(Path.of("target"), "echo-" + version + "-", ".jar");
        try (JarFile jar = new JarFile(JAR.toFile()); OutputStream file = Files.newOutputStream(copy)) {
            Manifest manifest = jar.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream out = new JarOutputStream(file, manifest)) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        jar.getInputStream(entry).transferTo(out);
                    }
                }
            }
        }
        return copy.toUri().toString();
    }

    static void dropInto(Path folder) throws IOException {
        Files.copy(JAR, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    }

    static void deleteFrom(Path folder) throws IOException {
        Files.delete(folder.resolve(FILE));
    }
}
