package org.stratocumulus.application.internal.app;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.stratocumulus.api.GroupId;
import org.stratocumulus.api.application.Application;
import org.stratocumulus.api.application.Client;
import org.stratocumulus.api.application.ConnectAnswer;
import org.stratocumulus.api.application.ConnectRequest;

/** The methods of an {@link Application}. What an application leaves to its default falls back to its parents. */
public enum Hook {
    CONNECT("connect", Client.class, ConnectRequest.class, ConnectAnswer.class),
    DISCONNECT("disconnect", Client.class, String.class),
    CALL("call", Client.class, String.class, List.class),
    PUBLISH("publish", Client.class, String.class),
    UNPUBLISH("unpublish", Client.class, String.class),
    SUBSCRIBE("subscribe", Client.class, String.class),
    UNSUBSCRIBE("unsubscribe", Client.class, String.class),
    JOIN_GROUP("joinGroup", Client.class, GroupId.class),
    LEAVE_GROUP("leaveGroup", Client.class, GroupId.class);

    private final String method;
    private final Class<?>[] parameters;

    Hook(String method, Class<?>... parameters) {
        this.method = method;
        this.parameters = parameters;
    }

    /** The methods that an application's class does not leave to their defaults. */
    public static Set<Hook> of(Application application) {
        Set<Hook> hooks = EnumSet.noneOf(Hook.class);
        for (Hook hook : values()) {
            if (hook.isOverridden(application.getClass())) {
                hooks.add(hook);
            }
        }
        return hooks;
    }

    private boolean isOverridden(Class<?> type) {
        try {
            return type.getMethod(method, parameters).getDeclaringClass() != Application.class;
        } catch (NoSuchMethodException | LinkageError e) { // cannot happen to an Application; asking it is always right
            return true;
        }
    }
}
