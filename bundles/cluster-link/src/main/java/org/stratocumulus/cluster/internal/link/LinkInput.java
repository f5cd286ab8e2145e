package org.stratocumulus.cluster.internal.link;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.AmfException;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.cluster.internal.link.Link.State;
import org.stratocumulus.cluster.internal.wire.FrameHeader;
import org.stratocumulus.cluster.internal.wire.FrameReader;
import org.stratocumulus.cluster.internal.wire.Hello;
import org.stratocumulus.cluster.internal.wire.Services;
import org.stratocumulus.cluster.internal.wire.Values;
import org.stratocumulus.cluster.internal.wire.WireException;
import org.stratocumulus.cluster.internal.wire.WireInput;

/** What the far end of a link says, frame by frame. A frame without sense is ignored; too many in a row end the link. */
final class LinkInput {
    /** Frames without sense in a row that are ignored before the link is given up: its bytes are no longer what was sent. */
    static final int MAX_MALFORMED = 16;
    static final String PING = ":ping";
    static final String PONG = ":pong";
    static final String REFUSE = ":refuse";

    private static final Logger LOG = LoggerFactory.getLogger(LinkInput.class);
    private static final int MAX_REASON = 200;

    private final Link link;
    private final LinkOwner owner;
    private final FrameReader frames = new FrameReader(Hello.MAX_BYTES);
    private final FrameHeader header = new FrameHeader();
    private int malformedInARow;

    LinkInput(Link link, LinkOwner owner) {
        this.link = link;
        this.owner = owner;
    }

    /** @throws WireException when nothing can be read any more */
    void feed(byte[] data, int offset, int length) throws WireException {
        frames.feed(data, offset, length, this::frame);
    }

    void maxFrame(int bytes) {
        frames.maxFrame(bytes);
    }

    /** One frame; false ends the reading. */
    private boolean frame(byte[] data, int offset, int length) {
        WireInput in = new WireInput(data, offset, length);
        try {
            String name = header.read(in);
            if (name == FrameHeader.HELLO) { // the very object: a name is never empty
                hello(in, length);
            } else if (name == null) {
                malformed("a reference to a handler name that was never given");
            } else {
                named(name, data, in);
                malformedInARow = 0;
            }
        } catch (WireException | AmfException e) {
            malformed(e.getMessage());
        }
        return link.state() != State.CLOSED;
    }

    private void hello(WireInput in, int length) throws WireException {
        if (length > Hello.MAX_BYTES) {
            throw new WireException("a hello of " + length + " bytes");
        }
        link.introduced(FarEnd.of(Hello.decode(in), HostPort.host(link.address())));
    }

    /** Names with a colon in front belong to nodes of ours; from an old node they are a script's like any other. */
    private void named(String name, byte[] data, WireInput in) throws WireException {
        if (link.state() == State.HELLO) {
            if (name.equals(REFUSE)) {
                refused(Values.decode(data, in.position(), in.remaining()));
            } else {
                link.close("a message before the hello");
            }
        } else if (name.equals(Services.NAME)) {
            owner.services(link, Services.decode(data, in.position(), in.remaining()));
        } else if (name.charAt(0) == ':' && link.far().isOurs()) {
            controlled(name, Values.decode(data, in.position(), in.remaining()));
        } else {
            link.traffic().messagesIn.increment();
            owner.message(link, name, data, in.position(), in.remaining());
        }
    }

    private void controlled(String name, List<AmfValue> values) {
        switch (name) {
            case PING -> {
                if (!values.isEmpty() && values.get(0) instanceof AmfNumber number) {
                    link.control(PONG, number);
                }
            }
            case PONG -> {
                if (!values.isEmpty() && values.get(0) instanceof AmfNumber number) {
                    link.pong((long) number.value());
                }
            }
            case REFUSE -> refused(values);
            default -> owner.control(link, name, values);
        }
    }

    private void refused(List<AmfValue> values) {
        String reason = values.isEmpty() ? "no reason given" : values.get(0).asString();
        link.close("refused by the far end: " + (reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason));
    }

    private void malformed(String what) {
        link.traffic().malformed.increment();
        LOG.debug("{}: {}", link, what);
        if (link.state() == State.HELLO) {
            link.close("no hello: " + what);
        } else if (++malformedInARow > MAX_MALFORMED) {
            link.close("protocol error: " + what);
        }
    }
}
