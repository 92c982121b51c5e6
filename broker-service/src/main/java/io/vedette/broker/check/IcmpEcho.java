package io.vedette.broker.check;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Echo requests and their answers, over one socket for each family that all checks share; a family's socket is opened when it is first asked for. */
@Component
final class IcmpEcho implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(IcmpEcho.class);

    /** Guarded by this, each once asked for: null when the kernel forbids it. */
    private @Nullable IcmpSocket four;

    private @Nullable IcmpSocket six;
    private boolean askedFour;
    private boolean askedSix;

    /** Whether the kernel lets this process ping that family. */
    boolean isOpen(InetAddress target) {
        return socket(target) != null;
    }

    /**
     * Sends one request.
     *
     * @return the round trip in seconds, once it is one
     */
    CompletableFuture<Double> send(InetAddress target) throws IOException {
        IcmpSocket socket = socket(target);
        if (socket == null) {
            throw new IOException("the kernel forbids ICMP to this process");
        }
        return socket.send(target);
    }

    private synchronized @Nullable IcmpSocket socket(InetAddress target) {
        if (target instanceof Inet6Address) {
            if (!askedSix) {
                askedSix = true;
                six = open(IcmpSocket.Family.SIX);
            }
            return six;
        }
        if (!askedFour) {
            askedFour = true;
            four = open(IcmpSocket.Family.FOUR);
        }
        return four;
    }

    private static @Nullable IcmpSocket open(IcmpSocket.Family family) {
        try {
            return IcmpSocket.open(family);
        } catch (IOException | UnsupportedOperationException e) {
            log.info("No ICMP socket ({}); checks use the ping program", e.getMessage());
            return null;
        }
    }

    @Override
    public synchronized void destroy() {
        if (four != null) {
            four.close();
        }
        if (six != null) {
            six.close();
        }
    }
}
