package org.stratocumulus.streams.internal;

import java.util.Map;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfObject;
import org.stratocumulus.amf.rtmp.Command;

/** The status codes of NetStream that this server sends; always in AMF0, on a flow of the stream. */
enum StatusCode {
    PUBLISH_START("NetStream.Publish.Start", false),
    PUBLISH_BAD_NAME("NetStream.Publish.BadName", true),
    UNPUBLISH_SUCCESS("NetStream.Unpublish.Success", false),
    PLAY_RESET("NetStream.Play.Reset", false),
    PLAY_START("NetStream.Play.Start", false),
    PLAY_STOP("NetStream.Play.Stop", false),
    PLAY_FAILED("NetStream.Play.Failed", true),
    PLAY_PUBLISH_NOTIFY("NetStream.Play.PublishNotify", false),
    PLAY_UNPUBLISH_NOTIFY("NetStream.Play.UnpublishNotify", false),
    PAUSE_NOTIFY("NetStream.Pause.Notify", false),
    UNPAUSE_NOTIFY("NetStream.Unpause.Notify", false),
    SEEK_FAILED("NetStream.Seek.Failed", true);

    private final String code;
    private final boolean error;

    StatusCode(String code, boolean error) {
        this.code = code;
        this.error = error;
    }

    /**
     * The whole RTMP message of an {@code onStatus} command.
     *
     * @param details the stream's name as the client gave it
     */
    byte[] message(String description, String details) {
        return message(description, details, Map.of());
    }

    /** @param ex what else a refusal says, such as code 302 with redirect; what has no AMF is left out */
    byte[] message(String description, String details, Map<String, Object> ex) {
        AmfObject info = new AmfObject().put("level", error ? "error" : "status").put("code", code).put("description", description)
            .put("details", details);
        try {
            if (!ex.isEmpty()) {
                info.put("ex", ex);
            }
        } catch (AmfException e) {
            // the reason alone
        }
        return Command.of("onStatus", 0, null, info).toMessage().encode();
    }
}
