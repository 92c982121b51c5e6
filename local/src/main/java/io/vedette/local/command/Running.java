package io.vedette.local.command;

import io.vedette.local.guard.StartException;
import io.vedette.local.suite.DataFolder;
import io.vedette.local.suite.SuiteFile;
import io.vedette.local.suite.SuiteSettings;
import tools.jackson.databind.JsonNode;

/** The suite that runs on a data folder. */
final class Running {

    private Running() {}

    /** What it tells about itself; throws {@link StartException} when none runs. */
    static JsonNode suite(SuiteSettings settings) {
        if (!DataFolder.isInUse(settings.data())) {
            throw new StartException("No suite runs on " + settings.data() + "; ./vedette up starts it.");
        }
        return SuiteFile.read(settings.suiteFile())
                .orElseThrow(
                        () -> new StartException("The suite on " + settings.data() + " is just starting or stopping."));
    }
}
