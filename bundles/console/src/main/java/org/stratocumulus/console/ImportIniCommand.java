package org.stratocumulus.console;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.stratocumulus.api.cluster.ClusterSettings;

/** {@code cumulus:import-ini}. */
@Service
@Command(scope = "cumulus", name = "import-ini",
    description = "Takes over the settings of a CumulusServer.ini and names what has no counterpart")
public final class ImportIniCommand implements Action {
    @Reference(optional = true) // one that is not would take all commands away while it is missing
    private ClusterSettings settings;

    @Argument(name = "file", description = "The file", required = true)
    @Completion(FileCompleter.class)
    private String file;

    @Override
    public Object execute() throws IOException {
        if (settings == null) {
            throw new IllegalStateException(ServerShowCommand.NO_CLUSTER);
        }
        settings.importIni(Path.of(file)).forEach(System.out::println);
        return null;
    }
}
