package org.stratocumulus.transport;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.Test;
import org.stratocumulus.transport.UdpTransportOptions.Kind;

/** A container may leave out the bundles of the native transport: then none of their classes can be loaded. */
public final class WithoutEpollTest {
    @Test
    public void theJdksSocketsServe() throws Exception {
        assertEquals("NIO", openWithoutEpoll(Kind.AUTO));
    }

    @Test
    public void whoeverDemandsEpollIsRefused() {
        InvocationTargetException refusal = assertThrows(InvocationTargetException.class, () -> openWithoutEpoll(Kind.EPOLL));
        assertEquals(UnsupportedOperationException.class, refusal.getCause().getClass());
    }

    private static Object openWithoutEpoll(Kind kind) throws Exception {
        Method open = new NoEpoll().loadClass(Opening.class.getName()).getMethod("open", String.class);
        return open.invoke(null, kind.name());
    }

    /** Runs inside that class loader. */
    public static final class Opening {
        private Opening() {
        }

        public static String open(String kind) throws IOException {
            try (UdpTransport transport = new UdpTransport(UdpTransportOptions.defaults().withKind(Kind.valueOf(kind)))) {
                transport.bind(Transports.anyPort("127.0.0.1"));
                return transport.kind().name();
            }
        }
    }

    /** Defines the transport's classes anew and hides the packages of the native transport from them. */
    private static final class NoEpoll extends ClassLoader {
        NoEpoll() {
            super(WithoutEpollTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.netty.channel.epoll.") || name.startsWith("io.netty.channel.unix.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("org.stratocumulus.transport.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
