package io.vedette.local.gateway;

import com.sun.net.httpserver.HttpServer;
import io.vedette.contracts.door.Service;
import io.vedette.local.guard.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** Listens on loopback; each request runs on a virtual thread of its own. */
public final class Gateway implements AutoCloseable {

    static {
        // Without it the server waits for acknowledgements between the packets of one answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Forwarder forwarder;

    private Gateway(HttpServer server, ExecutorService threads, Forwarder forwarder) {
        this.server = server;
        this.threads = threads;
        this.forwarder = forwarder;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @param portOf where a service listens on loopback
     */
    public static Gateway start(int port, ToIntFunction<Service> portOf) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            Forwarder forwarder = new Forwarder(portOf);
            server.setExecutor(threads);
            server.createContext("/", forwarder::forward);
            server.start();
            return new Gateway(server, threads, forwarder);
        } catch (IOException e) {
            throw new StartException(
                    "Port " + port
                            + " (the suite's address) is taken by another program; stop it or choose another with"
                            + " --port.",
                    e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Ends open streams and stops listening. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        forwarder.close();
    }
}
