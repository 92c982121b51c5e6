package io.vedette.stratcon.draw;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what may be broken already. */
final class Cuts {
    private static final Logger log = LoggerFactory.getLogger(Cuts.class);

    private Cuts() {}

    static void close(FrameStream frames) {
        try {
            frames.close();
        } catch (IOException e) {
            log.debug("a feed did not close cleanly", e);
        }
    }
}
