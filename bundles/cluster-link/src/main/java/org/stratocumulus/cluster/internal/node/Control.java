package org.stratocumulus.cluster.internal.node;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stratocumulus.amf.AmfNumber;
import org.stratocumulus.amf.AmfString;
import org.stratocumulus.amf.AmfValue;
import org.stratocumulus.cluster.internal.link.Link;

/** Takes what nodes of ours say to each other to where it belongs. A name that is not known is a later version's, and ignored. */
final class Control {
    private static final Logger LOG = LoggerFactory.getLogger(Control.class);

    private final Nodes nodes;
    private final PeerExchange peers;
    private final Reports reports;
    private final Requests requests;
    private final Handlers handlers;

    Control(Nodes nodes, PeerExchange peers, Reports reports, Requests requests, Handlers handlers) {
        this.nodes = nodes;
        this.peers = peers;
        this.reports = reports;
        this.requests = requests;
        this.handlers = handlers;
    }

    void heard(Link link, KnownNode from, String name, List<AmfValue> values, long now) {
        switch (name) {
            case PeerExchange.PEERS -> peers.heard(values, now);
            case Reports.REPORT -> reports.heard(from, values);
            case Requests.REPLY -> requests.reply(from, values);
            case Requests.REQUEST -> request(from, values);
            case Nodes.SUPERSEDED -> nodes.superseded(link, now);
            default -> LOG.debug("{} says {}, which this version does not know", link, name);
        }
    }

    private void request(KnownNode from, List<AmfValue> values) {
        if (values.size() >= 2 && values.get(0) instanceof AmfNumber number && values.get(1) instanceof AmfString name) {
            handlers.request(from, name.text(), values.subList(2, values.size()), requests.answer(from, number));
        }
    }
}
