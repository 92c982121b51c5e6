package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the door says when it cannot open, and what it shows when it has. */
class LauncherTests {
    private final Suite suite = Suite.shared();

    @Test
    void statusShowsEveryProcessWithPortHealthAndMemory() {
        String status = Vedette.run(suite.data(), "status");
        assertThat(status)
                .contains(suite.services())
                .contains("postgres", "redis", "kafka")
                .contains("MiB");
    }

    @Test
    void aSecondSuiteOnTheSameDataIsRefusedInOneSentence() throws Exception {
        assertThat(refusal(suite.data(), "up", "--free-ports")).contains("already");
    }

    @Test
    void aTakenPortIsRefusedInOneSentence(@TempDir Path data) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(refusal(data, "up", "--free-ports", "--port", port)).contains(port);
        }
    }

    @Test
    void startUpLogsAreFreeOfJvmWarnings() throws IOException {
        for (String service : suite.services()) {
            String log = Files.readString(suite.logs().resolve(service + ".log"), StandardCharsets.ISO_8859_1);
            assertThat(log.lines()
                            .filter(line -> line.startsWith("WARNING:")
                                    || line.contains("OpenJDK 64-Bit Server VM warning")
                                    || line.contains("[warning]")))
                    .as(service)
                    .isEmpty();
        }
    }

    private static String refusal(Path data, String verb, String... arguments) throws Exception {
        Process process =
                Vedette.command(data, verb, arguments).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isEqualTo(1);
        List<String> lines = printed.lines().filter(line -> !line.isBlank()).toList();
        assertThat(lines).as("one sentence").hasSize(1);
        return printed;
    }
}
