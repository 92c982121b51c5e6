package io.vedette.stratcon.draw;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The feed that a lane reads now, if any: read by the lane's thread, cut by others. */
final class OpenFeed {
    private volatile @Nullable FrameStream frames;

    /** What a lane does with its feed. */
    interface Reading {
        void read(FrameStream frames) throws IOException, InterruptedException;
    }

    /** Reads the feed to its end, and closes it. */
    void read(FrameStream opened, Reading reading) throws IOException, InterruptedException {
        try (opened) {
            frames = opened;
            reading.read(opened);
        } finally {
            frames = null;
        }
    }

    void cut() {
        FrameStream open = frames;
        if (open != null) {
            open.cut();
        }
    }
}
