package io.vedette.broker.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ByteIndexTests {
    private static final int MOST = 5_000;

    private final ByteIndex<String> index = new ByteIndex<>(8, MOST);

    @Test
    void findsWhatWasPutForTheSameBytesWhereverTheyStand() {
        for (String text : List.of("", "a", "seven77", "eight888", "nine99999", "longer than any word of it")) {
            byte[] bytes = text.getBytes(UTF_8);
            byte[] elsewhere = ("xyz" + text + "xyz").getBytes(UTF_8);
            assertThat(find(bytes, 0, bytes.length)).as(text).isNull();
            put(bytes, text);
            assertThat(find(elsewhere, 3, 3 + bytes.length)).isEqualTo(text);
        }
    }

    @Test
    void bytesThatMeetInOnePlacePushEachOtherOutAndAreNeverTakenForOneAnother() {
        for (int i = 0; i < 100; i++) {
            byte[] bytes = Integer.toString(i).getBytes(UTF_8);
            index.put(7, bytes, 0, bytes.length, Integer.toString(i));
            assertThat(index.find(7, bytes, 0, bytes.length)).isEqualTo(Integer.toString(i));
        }
    }

    @Test
    void beginsAnewWhenFull() {
        for (int i = 0; i <= MOST; i++) {
            put(Integer.toString(i).getBytes(UTF_8), "v" + i);
        }
        byte[] first = "0".getBytes(UTF_8);
        byte[] last = Integer.toString(MOST).getBytes(UTF_8);
        assertThat(find(first, 0, first.length)).isNull();
        assertThat(find(last, 0, last.length)).isEqualTo("v" + MOST);
    }

    @Test
    void threadsThatReadWhileOthersPutFindTheRightValueOrNone() throws ExecutionException, InterruptedException {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int t = 0; t < 4; t++) {
                all.add(threads.submit(() -> IntStream.range(0, 30_000).forEach(i -> {
                    String text = "stream-" + i * 7 % 4_000;
                    byte[] bytes = text.getBytes(UTF_8);
                    String found = find(bytes, 0, bytes.length);
                    if (found == null) {
                        found = put(bytes, text);
                    }
                    assertThat(found).isEqualTo(text);
                })));
            }
        }
        for (Future<?> one : all) {
            one.get();
        }
    }

    private @Nullable String find(byte[] bytes, int from, int to) {
        return index.find(ByteIndex.hash(bytes, from, to), bytes, from, to);
    }

    private String put(byte[] bytes, String value) {
        return index.put(ByteIndex.hash(bytes, 0, bytes.length), bytes, 0, bytes.length, value);
    }
}
