package org.stratocumulus.session.internal;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.stratocumulus.crypto.CryptographyProfile;
import org.stratocumulus.session.internal.startup.Openings;
import org.stratocumulus.session.spi.HelloRouter;
import org.stratocumulus.session.spi.SessionAcceptor;

/**
 * What the loops of one endpoint share; every part may be used by all of them at once.
 *
 * @param loops how many loops there are
 * @param keyingPool runs costly keying off the loops; may refuse
 * @param acceptor the acceptor of the moment, or null
 * @param routers the routers of the moment, in order
 * @param directory open sessions by peer and by address
 * @param openings sessions that this endpoint is opening
 * @param timeCritical when each loop had time critical packets
 */
public record EndpointParts(int loops, CryptographyProfile profile, Executor keyingPool, Supplier<SessionAcceptor> acceptor,
        Supplier<List<HelloRouter>> routers, Directory directory, Openings openings, TimeCriticalLoops timeCritical) {
}
