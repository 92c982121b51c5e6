package io.vedette.local.command;

import io.vedette.local.guard.StartException;
import io.vedette.local.suite.OperatorDoor;
import io.vedette.local.suite.Progress;
import io.vedette.local.suite.Secrets;
import io.vedette.local.suite.SuiteFile;
import io.vedette.local.suite.SuiteSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** What a person wants to know once everything runs. */
final class Welcome {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SuiteSettings settings;

    Welcome(SuiteSettings settings) {
        this.settings = settings;
    }

    void print(Progress progress, boolean isFirstStart) {
        JsonNode suite = SuiteFile.read(settings.suiteFile())
                .orElseThrow(
                        () -> new StartException("The suite has stopped again; see " + settings.logFolder() + "."));
        Secrets secrets = Secrets.in(settings.data());
        String password = isFirstStart
                ? secrets.adminPassword() + "   (the first sign-in asks for one of your own)"
                : "as you chose it; that of the first start is kept in " + secrets.file();
        progress.say("""

                  Dashboard      %s
                  Sign in as     %s
                  Password       %s

                  Your first metric:
                    %s

                  Logs           %s
                  Data           %s
                  Stop           Ctrl-C here, or ./vedette down
                """.formatted(
                        suite.path("address").asString(),
                        suite.path("adminEmail").asString(),
                        password,
                        firstMetric(suite, secrets),
                        settings.logFolder(),
                        settings.data()));
    }

    private static String firstMetric(JsonNode suite, Secrets secrets) {
        int port = suite.path("ports").path("broker-plain").asInt();
        return trap(new OperatorDoor(suite.path("address").asString(), secrets))
                .map(trap -> "curl -X PUT " + trap.url(port) + " -d '{\"coffee\":{\"cups\":3}}'")
                .orElse(
                        "curl -X PUT \"$(./vedette trap)\" -d '{\"coffee\":{\"cups\":3}}'   (once the broker has enrolled)");
    }

    /** The check appears when the broker has enrolled, a moment after everything runs. */
    private static Optional<OperatorDoor.Trap> trap(OperatorDoor door) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<OperatorDoor.Trap> trap = door.firstTrap();
        while (trap.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            trap = door.firstTrap();
        }
        return trap;
    }
}
