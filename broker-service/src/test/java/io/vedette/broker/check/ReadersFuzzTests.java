package io.vedette.broker.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.broker.Fuzz;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What checks fetch is a stranger's: it is read or refused with a reason, whatever it is. */
class ReadersFuzzTests {
    private static final List<byte[]> CORPUS = Stream.of(
                    "http_requests_total{method=\"post\",code=\"200\"} 1027 1395066363000\n# TYPE a counter\n",
                    "a{b=\"c\\\\\\\"d\\n\"} +Inf # {t=\"1\"} 2 3\nx_bucket{le=\"0.5\"} 1\n# EOF\n",
                    "OK - fine | 'a b'=12.5ms;10:20;~:5;0;100 c=1B d=-3%")
            .map(text -> text.getBytes(UTF_8))
            .toList();
    private static final List<byte[]> MESSAGES = List.of(
            HexFormat.of().parseHex("120a01611801220b120909000000000000f03f"),
            HexFormat.of().parseHex("200a0161180422190a060a016c1201763a0f08021a0b080111000000000000f03f"),
            new byte[0]);

    @Tag("long")
    @FuzzTest(maxDuration = "60s")
    void readsWhateverJazzerFinds(byte[] body) {
        text(body);
        message(body);
    }

    @Test
    void readsWhateverMutationsFind() {
        Fuzz.run("exposition text and plugin output", CORPUS, 10_000, ReadersFuzzTests::text);
        Fuzz.run("exposition message", MESSAGES, 10_000, ReadersFuzzTests::message);
    }

    private static void text(byte[] body) {
        String text = new String(body, UTF_8);
        for (boolean isOpenMetrics : new boolean[] {false, true}) {
            ExpositionText reader = new ExpositionText(1, isOpenMetrics);
            text.lines().forEach(reader::line);
            if (reader.samples().isEmpty()) {
                throw new AssertionError("not even how many lines were refused");
            }
        }
        PluginOutput.performance(text, new Collected(1));
        PluginOutput.matches("(?<key>\\w+)=(?<value>\\d+)", text, new Collected(1));
    }

    private static void message(byte[] body) {
        ExpositionProtobuf reader = new ExpositionProtobuf(1);
        try {
            reader.read(body);
        } catch (IOException refused) {
            if (refused.getMessage() == null) {
                throw new AssertionError("refused without a reason", refused);
            }
        }
    }
}
