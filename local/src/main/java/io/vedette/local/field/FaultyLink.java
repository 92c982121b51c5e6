package io.vedette.local.field;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP link on loopback that can be made bad: late, cut, stalled, or half-open. Safe for many threads. Two virtual threads carry each connection.
 */
public final class FaultyLink implements AutoCloseable {
    private static final int PIECE = 1 << 16;
    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

    /** What the link does to what it carries. */
    public enum State {
        /** Carries everything, after the delay. */
        WHOLE,
        /** Refuses and ends connections. */
        CUT,
        /** Keeps connections and carries nothing: as a router that forgot them. */
        STALLED
    }

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile State state = State.WHOLE;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean closed;

    /**
     * @param target port on loopback that is reached through the link
     */
    public FaultyLink(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("link-" + door.getLocalPort()).start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Everything that is carried from now on waits so long first. */
    public void delay(Duration each) {
        delay = each;
    }

    public void set(State now) {
        state = now;
        if (now == State.CUT) {
            sockets.forEach(FaultyLink::end);
        }
    }

    /** The far ends of the present connections are gone, and the near ones do not hear of it. */
    public void halfOpen() {
        sockets.stream().filter(socket -> socket.getPort() == target).forEach(FaultyLink::end);
    }

    private void accept() {
        while (!closed) {
            try {
                Socket near = door.accept();
                if (state == State.CUT) {
                    end(near);
                } else {
                    connect(near);
                }
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket near) {
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            sockets.add(near);
            sockets.add(far);
            Thread.ofVirtual().start(() -> carry(near, far, true));
            Thread.ofVirtual().start(() -> carry(far, near, false));
        } catch (IOException unreachable) {
            end(near);
        }
    }

    /**
     * @param tells whether the other side hears when this one ends; of the far side's end the near one hears only when it was no fault of ours
     */
    private void carry(Socket from, Socket to, boolean tells) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                LockSupport.parkNanos(delay.toNanos());
                while (state == State.STALLED && !closed) {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
                out.write(piece, 0, count);
                out.flush();
            }
            end(to);
        } catch (IOException e) {
            if (tells || !from.isClosed()) {
                end(to);
            }
        }
        sockets.remove(from);
        end(from);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed then.
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(FaultyLink::end);
    }
}
