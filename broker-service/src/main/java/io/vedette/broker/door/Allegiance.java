package io.vedette.broker.door;

import java.io.IOException;
import org.springframework.stereotype.Component;

/** The one Web DB whose checks this broker runs: the first that hands it any after it has enrolled. Enrolling anew ends it. */
@Component
public class Allegiance {
    private final CredentialFiles files;

    Allegiance(CredentialFiles files) {
        this.files = files;
    }

    /** Whether the broker runs this Web DB's checks, from now on if it ran nobody's. */
    public synchronized boolean isTo(String webDb) throws IOException {
        String sworn = files.webDb();
        if (sworn.isEmpty()) {
            files.storeWebDb(webDb);
            return true;
        }
        return sworn.equals(webDb);
    }
}
