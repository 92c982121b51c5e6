package io.vedette.broker.listen;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port that is open while somebody wants what comes in there. One that cannot be opened is told, and tried again when checks change. */
public final class DemandedPort {
    private static final Logger log = LoggerFactory.getLogger(DemandedPort.class);

    private final String name;
    private final Opening opening;
    /** Guarded by this. */
    private @Nullable Open open;

    /** Opens the port; throws when it cannot. */
    @FunctionalInterface
    public interface Opening {
        Open open();
    }

    /** A port that is open. */
    public interface Open extends AutoCloseable {
        int port();

        @Override
        void close();
    }

    public DemandedPort(String name, Opening opening) {
        this.name = name;
        this.opening = opening;
    }

    /** Opens or closes it. */
    public synchronized void want(boolean wanted) {
        Open present = open;
        if (wanted && present == null) {
            try {
                open = opening.open();
                log.atInfo().addKeyValue("port", open.port()).log("{} listens", name);
            } catch (RuntimeException e) {
                log.atError().addKeyValue("cause", e.getMessage()).log("{} cannot listen", name);
            }
        } else if (!wanted && present != null) {
            present.close();
            open = null;
        }
    }

    /** The port bound; 0 while it is closed. */
    public synchronized int port() {
        return open == null ? 0 : open.port();
    }
}
