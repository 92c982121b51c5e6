package io.vedette.stratcon.draw;

import java.io.IOException;

/** What one of a broker's three connections does while it stands. */
interface Lane {

    LaneFigures figures();

    /** Connects and works until the stop sign is up; throws when the connection is lost. */
    void draw(StopSign stop) throws IOException, InterruptedException;

    /** What another thread may cut, so that {@link #draw} ends soon. */
    OpenFeed feed();
}
