package org.stratocumulus.localconsole.internal;

import java.io.InputStream;
import java.io.PrintStream;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;

/** Runs each command in a Karaf session of its own, with the roles of the local console. */
final class KarafShell implements Shell {
    private final SessionFactory sessions;
    private final Subject subject;

    /** @param roles what the caller may do, separated by commas: etc/org.apache.karaf.command.acl.*.cfg */
    KarafShell(SessionFactory sessions, String roles) {
        this.sessions = sessions;
        Set<RolePrincipal> principals = Arrays.stream(roles.split(",")).map(String::trim).map(RolePrincipal::new)
            .collect(Collectors.toSet());
        this.subject = new Subject(true, principals, Set.of(), Set.of());
    }

    @Override
    public int run(String command, PrintStream output, PrintStream error) {
        try (Session session = sessions.create(InputStream.nullInputStream(), output, error)) {
            String line = HelpLine.withoutTerminal(command, name -> isCommand(session, name));
            Object result = Subject.doAs(subject, (PrivilegedExceptionAction<Object>) () -> session.execute(line));
            if (result != null) {
                output.println(format(session, result));
            }
            return SUCCESS;
        } catch (PrivilegedActionException e) {
            return fail(e.getException(), error);
        } catch (RuntimeException e) {
            return fail(e, error);
        }
    }

    private static boolean isCommand(Session session, String name) {
        String whole = session.resolveCommand(name);
        return session.getRegistry().getCommands().stream().anyMatch(known -> (known.getScope() + ':' + known.getName()).equals(whole));
    }

    /** Felix' own commands (scr:list) print nothing and return something, which a console formats. */
    private static CharSequence format(Session session, Object result) {
        return session.get(".commandSession") instanceof CommandSession gogo ? gogo.format(result, Converter.INSPECT) : result.toString();
    }

    private static int fail(Exception e, PrintStream error) {
        error.println(e.getMessage() == null ? e.toString() : e.getMessage());
        /* Gogo's CommandNotFoundException is in a package that Karaf does not export */
        return e.getClass().getSimpleName().equals("CommandNotFoundException") ? NO_SUCH_COMMAND : FAILURE;
    }
}
