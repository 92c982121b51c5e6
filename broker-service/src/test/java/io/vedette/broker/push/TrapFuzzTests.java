package io.vedette.broker.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.broker.Fuzz;
import io.vedette.contracts.batch.Batches;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the body, it is read or refused with its place, and every sample handed on is one a batch can hold. */
class TrapFuzzTests {
    private static final List<byte[]> CORPUS = Stream.of(
                    "{\"a\":{\"b\":[1,2.5,\"x\",null,true]}}",
                    "{\"a\":{\"_type\":\"n\",\"_value\":[1,\"2\"],\"_ts\":1790000000000,\"_fl\":\"+\"}}{\"b\":1}",
                    "/* c */ [[[{\"_value\":{\"_value\":-1e300}}]]] // d\n 42 \"s\"",
                    "\0[\0\0\0",
                    "{\"h\":{\"_type\":\"h\",\"_value\":[1.5,\"H[4]=120\",\"AAEKAAAB\"]}}",
                    "{\"k|ST[a:b]\":18446744073709551616,\"_tags\":[{}],\"\\u0000\\ud800\":0.1e-5}")
            .map(text -> text.getBytes(UTF_8))
            .toList();

    @Tag("long")
    @FuzzTest(maxDuration = "60s")
    void readsWhateverJazzerFinds(byte[] body) {
        readsOrRefuses(body);
    }

    @Test
    void readsWhateverMutationsFind() {
        Fuzz.run("httptrap", CORPUS, 20_000, TrapFuzzTests::readsOrRefuses);
    }

    private static void readsOrRefuses(byte[] body) {
        TrapReader reader = new TrapReader(
                TrapNames.BACKTICK,
                1,
                (sample, way) -> {
                    if (sample.name().getBytes(UTF_8).length > Batches.MAX_NAME_BYTES) {
                        throw new AssertionError("a name of " + sample.name().length() + " characters");
                    }
                },
                (reason, count) -> {
                    if (reason.isEmpty() || count != 1) {
                        throw new AssertionError("refused " + count + " for '" + reason + "'");
                    }
                });
        try {
            reader.read(new ByteArrayInputStream(body));
        } catch (TrapSyntaxException refused) {
            if (!String.valueOf(refused.getMessage()).startsWith("byte ")) {
                throw new AssertionError("no position in: " + refused.getMessage(), refused);
            }
        }
    }
}
