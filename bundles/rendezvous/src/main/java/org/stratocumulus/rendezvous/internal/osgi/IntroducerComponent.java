package org.stratocumulus.rendezvous.internal.osgi;

import java.net.InetSocketAddress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stratocumulus.application.spi.ConnectionDirectory;
import org.stratocumulus.crypto.EndpointDiscriminator;
import org.stratocumulus.rendezvous.internal.Introducer;
import org.stratocumulus.session.spi.HelloDecision;
import org.stratocumulus.session.spi.HelloRouter;

/** Declarative Services doorway of the {@link Introducer}. */
@Component(service = HelloRouter.class)
public final class IntroducerComponent implements HelloRouter {
    private final Introducer introducer;

    /** Activated with the directory of this node's clients. */
    @Activate
    public IntroducerComponent(@Reference ConnectionDirectory directory) {
        introducer = new Introducer(directory::find);
    }

    @Override
    public HelloDecision route(InetSocketAddress from, EndpointDiscriminator discriminator, byte[] tag, boolean selectsUs) {
        return introducer.route(from, discriminator, tag, selectsUs);
    }
}
