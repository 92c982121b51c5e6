package io.vedette.local.suite;

import java.nio.file.Path;

/**
 * What the person asked for.
 *
 * @param root top of the source tree, where the built services lie
 * @param data where everything is kept, absolute
 * @param gatewayPort of the one address; 0 for any free one
 * @param freePorts at the first start choose free ports rather than the usual ones
 * @param isTraining whether services leave caches of their loaded classes behind, which takes them long to stop
 */
public record SuiteSettings(Path root, Path data, int gatewayPort, boolean freePorts, boolean isTraining) {

    public static final int USUAL_GATEWAY_PORT = 8080;

    public SuiteSettings {
        if (gatewayPort < 0 || gatewayPort > 65_535) {
            throw new IllegalArgumentException("port must be between 0 and 65535: " + gatewayPort);
        }
        root = root.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** A suite on a data folder and free ports of its own. */
    public static SuiteSettings apart(Path root, Path data) {
        return new SuiteSettings(root, data, 0, true, false);
    }

    /** The same, in training. */
    public SuiteSettings training() {
        return new SuiteSettings(root, data, gatewayPort, freePorts, true);
    }

    /** What the suite tells about itself while it runs; only its owner can read it. */
    public Path suiteFile() {
        return data.resolve("run").resolve("suite.json");
    }

    public Path logFolder() {
        return data.resolve("log");
    }
}
