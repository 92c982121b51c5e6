package io.vedette.local.suite;

import io.vedette.contracts.door.Service;
import io.vedette.local.servers.HotCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a service's JVM is started: small, on this launcher's own JDK. */
final class JavaCommand {

    private JavaCommand() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Where the classes of a training run are kept. */
    static Path cache(Path folder) {
        return folder.resolve("app.aot");
    }

    /**
     * The command that runs an extracted service.
     *
     * @param isTraining whether a run without a cache leaves one behind when it ends
     */
    static List<String> of(Service service, Path folder, boolean isTraining) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xms24m",
                "-Xmx" + heapMegabytes(service) + "m",
                "-XX:+UseSerialGC",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        if (isHot(service)) {
            command.addAll(HotCode.OPTIONS);
            // The processor's own AES is used by what the slow compiler made alone; without it TLS carries 23 MB/s,
            // with it 400.
            command.add("-XX:CompileCommand=quiet");
            command.add("-XX:CompileCommand=CompileThresholdScaling,com.sun.crypto.provider.*::*,0.01");
        } else {
            command.add("-XX:TieredStopAtLevel=1");
        }
        if (service == Service.STRATCON) {
            // What is drawn lives until its commit is made: with little room for what is young it grew old, and all was
            // collected.
            command.add("-XX:NewRatio=1");
        }
        command.addAll(cached(cache(folder), isTraining));
        command.addAll(List.of("-jar", folder.resolve("app.jar").toString()));
        return command;
    }

    /** Options that use the cache, or in training make it where there is none. */
    static List<String> cached(Path cache, boolean isTraining) {
        // Cached adapters of the JVM's own do not always fit and it warns of each.
        List<String> options = new ArrayList<>(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTAdapterCaching"));
        if (Files.exists(cache)) {
            options.add("-XX:AOTCache=" + cache);
        } else if (isTraining) {
            options.add("-XX:AOTCacheOutput=" + cache);
        }
        return options;
    }

    /** Samples pass through these by the ten thousand; the others are better off with the quick compiler, which costs less of two CPUs. */
    private static boolean isHot(Service service) {
        return service == Service.BROKER || service == Service.STRATCON || service == Service.ALERTING;
    }

    private static int heapMegabytes(Service service) {
        return switch (service) {
            case BROKER, STREAMING -> 160;
            case ALERTING, CONFIG_MONITOR -> 192;
            case STRATCON -> 320;
            case OBSERVER -> 96;
        };
    }
}
