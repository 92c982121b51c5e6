package io.vedette.alerting;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;

/** The service as a process of its own, to be killed. */
final class AlertingProcess {
    private final Process process;

    private AlertingProcess(Process process) {
        this.process = process;
    }

    static AlertingProcess start(List<String> settings, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                AlertingProcess.class.getName()));
        command.addAll(settings);
        return new AlertingProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                .start());
    }

    public static void main(String[] args) {
        new SpringApplication(AlertingApplication.class, TestTokens.class).run(args);
    }

    /** As kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
