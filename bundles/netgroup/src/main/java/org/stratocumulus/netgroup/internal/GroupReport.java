package org.stratocumulus.netgroup.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.status.GroupStatus;

/** What the console shows of groups. Waits for a busy group on the caller's thread, at most so long. */
public final class GroupReport implements GroupStatus {
    /** A group that does not answer within this time is shown empty. */
    private static final long WAIT_MILLIS = 1000;

    private final NetGroupNode node;

    public GroupReport(NetGroupNode node) {
        this.node = node;
    }

    @Override
    public List<GroupInfo> groups() {
        return node.groups().stream().map(Group::info).toList();
    }

    @Override
    public List<MemberInfo> members(GroupId id, int limit) {
        return ask(id, group -> group.list(limit));
    }

    @Override
    public List<GroupNode> nodes(GroupId id) {
        return ask(id, Group::nodes);
    }

    private <T> List<T> ask(GroupId id, Function<Group, CompletableFuture<List<T>>> question) {
        Group group = node.group(id);
        if (group == null) {
            return List.of();
        }
        try {
            return question.apply(group).get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    @Override
    public Map<String, Long> counters() {
        return node.counters().snapshot();
    }
}
