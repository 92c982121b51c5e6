package io.vedette.broker.collectd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.broker.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WriteHttpFuzzTests {
    private static final List<byte[]> CORPUS = Stream.of(
                    "[{\"values\":[1901474177],\"dstypes\":[\"counter\"],\"dsnames\":[\"value\"],\"time\":1280959128.5,"
                            + "\"interval\":10,\"host\":\"leeloo\",\"plugin\":\"cpu\",\"plugin_instance\":\"0\","
                            + "\"type\":\"cpu\",\"type_instance\":\"idle\"}]",
                    "[{\"values\":[0.5,null,1],\"dstypes\":[\"gauge\",\"gauge\",\"derive\"],"
                            + "\"dsnames\":[\"shortterm\",\"midterm\",\"longterm\"],\"time\":1,\"plugin\":\"load\","
                            + "\"type\":\"load\",\"meta\":{\"a\":[{}]}}]",
                    "[]")
            .map(text -> text.getBytes(UTF_8))
            .toList();

    @Tag("long")
    @FuzzTest(maxDuration = "60s")
    void readsWhateverJazzerFinds(byte[] body) throws IOException {
        readsOrRefuses(body);
    }

    @Test
    void readsWhateverMutationsFind() {
        Fuzz.run("write_http", CORPUS, 10_000, WriteHttpFuzzTests::readsOrRefuses);
    }

    private static void readsOrRefuses(byte[] body) throws IOException {
        WriteHttpReader reader = new WriteHttpReader(
                new ValueNames(List.of()),
                1,
                sample -> assertThat(sample.name()).isNotNull(),
                (reason, count) -> assertThat(reason).isNotEmpty());
        try {
            reader.read(new ByteArrayInputStream(body));
        } catch (PacketException refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }
}
