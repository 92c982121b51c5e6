package io.vedette.local.suite;

import java.nio.file.Path;

/**
 * What the person asked for.
 *
 * @param root top of the source tree, where the built services lie
 * @param data where everything is kept, absolute
 * @param gatewayPort of the one address; 0 for any free one
 * @param freePorts at the first start choose free ports rather than the usual ones
 */
public record SuiteSettings(Path root, Path data, int gatewayPort, boolean freePorts) {

    public static final int USUAL_GATEWAY_PORT = 8080;

    public SuiteSettings {
        if (gatewayPort < 0 || gatewayPort > 65_535) {
            throw new IllegalArgumentException("port must be between 0 and 65535: " + gatewayPort);
        }
        root = root.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** What the suite tells about itself while it runs; only its owner can read it. */
    public Path suiteFile() {
        return data.resolve("run").resolve("suite.json");
    }

    public Path logFolder() {
        return data.resolve("log");
    }
}
