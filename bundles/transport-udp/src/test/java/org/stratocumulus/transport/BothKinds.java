package org.stratocumulus.transport;

import java.util.Collection;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.stratocumulus.transport.UdpTransportOptions.Kind;

/** Tests of a transport with two loops on a port of its own, over either kind of socket. */
@RunWith(Parameterized.class)
public abstract class BothKinds {
    final Kind kind;
    final Recorder recorder = new Recorder();
    UdpTransport transport;

    BothKinds(Kind kind) {
        this.kind = kind;
    }

    @Parameters(name = "{0}")
    public static Collection<Object[]> kinds() {
        return List.of(new Object[] {Kind.EPOLL}, new Object[] {Kind.NIO});
    }

    @Before
    public final void bind() throws Exception {
        transport = Transports.open(kind, 2);
        recorder.attach(transport);
        transport.bind(Transports.anyPort("127.0.0.1"));
    }

    @After
    public final void unbind() {
        if (transport != null) {
            transport.close();
        }
    }
}
