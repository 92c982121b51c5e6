package io.vedette.stratcon.clock;

import java.io.IOException;

/** Somebody else's clock, asked over the network. */
public interface RemoteClock {

    /** Epoch ms as the other shows it. */
    long millis() throws IOException, InterruptedException;
}
