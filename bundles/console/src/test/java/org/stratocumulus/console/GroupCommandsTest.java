package org.stratocumulus.console;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.PeerId;
import org.stratocumulus.api.status.GroupStatus;

public class GroupCommandsTest {
    private static final GroupId FIRST = GroupId.parse("aa".repeat(32));
    private static final GroupId SECOND = GroupId.parse("ab".repeat(32));

    private final List<GroupStatus.GroupInfo> groups = new ArrayList<>(List.of(new GroupStatus.GroupInfo(FIRST, 1, 1, 0, 0),
        new GroupStatus.GroupInfo(SECOND, 2, 0, 300, 2)));
    private final GroupStatus status = new GroupStatus() {
        @Override
        public List<GroupInfo> groups() {
            return groups;
        }

        @Override
        public List<MemberInfo> members(GroupId group, int limit) {
            return List.of(new MemberInfo(new PeerId(1, 0, 0, 0), "", "/app", "198.51.100.7:4000", false, 7),
                new MemberInfo(new PeerId(2, 0, 0, 0), "node2", "", "", false, 0),
                new MemberInfo(new PeerId(3, 0, 0, 0), "", "", "", true, 0)).subList(0, Math.min(limit, 3));
        }

        @Override
        public List<GroupNode> nodes(GroupId group) {
            return group.equals(SECOND) ? List.of(new GroupNode("node2", "192.0.2.2:1936", 300, 64)) : List.of();
        }

        @Override
        public Map<String, Long> counters() {
            return Map.of("netgroup.joins", 5L);
        }
    };

    private interface Call {
        void execute();
    }

    private static List<String> printed(Call command) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            command.execute();
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll("[ \t]+", " ").trim()).toList();
    }

    private GroupListCommand list() {
        GroupListCommand command = new GroupListCommand();
        command.groups = status;
        command.noFormat = true;
        return command;
    }

    private GroupShowCommand show(String id) {
        GroupShowCommand command = new GroupShowCommand();
        command.groups = status;
        command.noFormat = true;
        command.id = id;
        return command;
    }

    @Test
    public void groupsAreListedLargestFirst() {
        assertEquals(List.of("abababababab 2 300 3 0", "aaaaaaaaaaaa 1 0 1 1"), printed(list()::execute));
        GroupListCommand one = list();
        one.limit = 1;
        one.whole = true;
        assertEquals(List.of(SECOND + " 2 300 3 0"), printed(one::execute));
    }

    @Test
    public void countersAreListedInstead() {
        GroupListCommand command = list();
        command.counters = true;
        assertEquals(List.of("netgroup.joins 5"), printed(command::execute));
    }

    @Test
    public void aGroupIsShownWithItsServersAndMembers() {
        assertEquals(List.of("group " + SECOND, "members here 2", "on other servers 300", "added by hand 0", "",
            "node2 192.0.2.2:1936 300 64", "",
            "000000000000 this /app 198.51.100.7:4000 7", "000000000000 node2", "000000000000 by hand"), printed(show("AB")::execute));
    }

    @Test
    public void theBeginningOfAnIdIsEnoughIfItIsOnesOnly() {
        assertThrows("two", IllegalStateException.class, show("a")::execute);
        assertThrows("none", IllegalStateException.class, show("b")::execute);
        assertThrows(IllegalArgumentException.class, show("group")::execute);
    }

    @Test
    public void withoutNetGroupsThatIsSaid() {
        GroupListCommand list = new GroupListCommand();
        assertEquals(GroupListCommand.NO_GROUPS, assertThrows(IllegalStateException.class, list::execute).getMessage());
        GroupShowCommand show = new GroupShowCommand();
        show.id = "ab";
        assertEquals(GroupListCommand.NO_GROUPS, assertThrows(IllegalStateException.class, show::execute).getMessage());
    }
}
