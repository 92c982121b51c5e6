package io.vedette.broker.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.door.RunningBroker;
import io.vedette.broker.door.TestCa;
import io.vedette.contracts.feed.FeedPaths;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class CheckDoorTests {
    @TempDir
    Path home;

    @Test
    void holdsChecksAndTheirDeletionsAcrossARestart() throws Exception {
        TestCa ca = new TestCa("suite");
        UUID kept = UUID.randomUUID();
        UUID deleted = UUID.randomUUID();
        try (RunningBroker broker = RunningBroker.start(home, ca)) {
            assertThat(set(broker, kept, 5).body()).isEqualTo("{\"seq\":5}");
            set(broker, deleted, 5);
            assertThat(set(broker, kept, 4).statusCode()).isEqualTo(409);
            assertThat(set(broker, kept, 5).statusCode()).isEqualTo(200);
            assertThat(delete(broker, deleted, 4)).isEqualTo(409);
            assertThat(delete(broker, deleted, 6)).isEqualTo(204);
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.resolve("checks/" + kept + ".json"))))
                .isEqualTo("rw-------");
        try (RunningBroker broker = RunningBroker.start(home, ca)) {
            String shown = broker.control("GET", FeedPaths.CHECKS_SHOW, "").body();
            assertThat(shown).contains("\"uuid\":\"" + kept + "\",\"seq\":5,\"deleted\":false,\"active\":true");
            assertThat(shown).contains("\"uuid\":\"" + deleted + "\",\"seq\":6,\"deleted\":true");
            assertThat(shown).doesNotContain("s3cret");
            assertThat(set(broker, deleted, 5).statusCode()).isEqualTo(409);
            assertThat(set(broker, deleted, 7).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void namesTheFieldThatIsWrong() throws Exception {
        try (RunningBroker broker = RunningBroker.start(home)) {
            UUID uuid = UUID.randomUUID();
            String good = RunningBroker.check(uuid, "httptrap", "\"secret\":\"s\"", 1);
            assertThat(refusal(broker, uuid, good.replace("httptrap", "telepathy")))
                    .contains("\"field\":\"type\"");
            assertThat(refusal(broker, uuid, good.replace("\"secret\":\"s\"", "")))
                    .contains("\"field\":\"config.secret\"", "urn:vedette:problem:invalid");
            assertThat(refusal(broker, uuid, good.replace("\"periodMs\":\"1000\"", "\"periodMs\":\"999\"")))
                    .contains("\"field\":\"periodMs\"");
            assertThat(refusal(broker, UUID.randomUUID(), good)).contains("\"field\":\"uuid\"");
            assertThat(refusal(broker, uuid, "{nonsense")).contains("\"field\":\"body\"");
            assertThat(broker.control("PUT", FeedPaths.CHECKS_SET + "no-uuid", good)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(broker.control("GET", FeedPaths.CHECKS_SHOW, "").body()).isEqualTo("[]");
        }
    }

    private static String refusal(RunningBroker broker, UUID uuid, String json) throws Exception {
        HttpResponse<String> answer = broker.control("PUT", FeedPaths.CHECKS_SET + uuid, json);
        assertThat(answer.statusCode()).isEqualTo(400);
        return answer.body();
    }

    private static HttpResponse<String> set(RunningBroker broker, UUID uuid, long seq) throws Exception {
        return broker.control(
                "PUT",
                FeedPaths.CHECKS_SET + uuid,
                RunningBroker.check(uuid, "httptrap", "\"secret\":\"s3cret\"", seq));
    }

    private static int delete(RunningBroker broker, UUID uuid, long seq) throws Exception {
        return broker.control("DELETE", FeedPaths.CHECKS_DELETE + uuid + "?seq=" + seq, "")
                .statusCode();
    }
}
