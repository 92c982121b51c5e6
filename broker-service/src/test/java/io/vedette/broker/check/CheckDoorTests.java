package io.vedette.broker.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.vedette.broker.door.OwnSeal;
import io.vedette.broker.door.RunningBroker;
import io.vedette.broker.door.TestCa;
import io.vedette.contracts.feed.FeedPaths;
import io.vedette.contracts.proto.config.Check;
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
        assertThat(Files.readString(home.resolve("checks/" + kept + ".json")))
                .contains("sealed:1:")
                .doesNotContain("s3cret");
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
    void runsTheChecksOfOneWebDbAndOfNoOlderConfiguration() throws Exception {
        try (RunningBroker broker = RunningBroker.start(home)) {
            assertThat(begin(broker, "one", 0)).isEqualTo(204);
            set(broker, UUID.randomUUID(), 5);
            assertThat(begin(broker, "one", 5)).isEqualTo(204);
            assertThat(begin(broker, "one", 4)).isEqualTo(409);
            assertThat(begin(broker, "another", 9)).isEqualTo(409);
        }
    }

    private static int begin(RunningBroker broker, String webDb, long seq) throws Exception {
        return broker.control("POST", FeedPaths.CHECKS_BEGIN + "?webdb=" + webDb + "&seq=" + seq, "")
                .statusCode();
    }

    @Test
    void takesSecretsThatAreSealedForItAndNoOthers() throws Exception {
        try (RunningBroker broker = RunningBroker.start(home)) {
            UUID uuid = UUID.randomUUID();
            Check plain = Check.newBuilder()
                    .setUuid(uuid.toString())
                    .setType("httptrap")
                    .setPeriodMs(1000)
                    .setTimeoutMs(900)
                    .putConfig("secret", "s3cret")
                    .setActive(true)
                    .build();
            String sealed =
                    JsonFormat.printer().print(broker.bean(OwnSeal.class).seal(plain));
            assertThat(sealed).doesNotContain("s3cret");
            assertThat(broker.control("PUT", FeedPaths.CHECKS_SET + uuid, sealed)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(broker.bean(CheckBook.class).find(uuid).orElseThrow().getConfigOrThrow("secret"))
                    .isEqualTo("s3cret");
            UUID other = UUID.randomUUID();
            assertThat(refusal(broker, other, sealed.replace(uuid.toString(), other.toString())))
                    .contains("config.secret is not sealed for this broker");
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
