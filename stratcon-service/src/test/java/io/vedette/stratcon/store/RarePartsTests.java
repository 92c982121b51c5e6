package io.vedette.stratcon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RarePartsTests {
    private static final List<String> NAMES =
            IntStream.range(0, 100).mapToObj(i -> "service" + i + "`latency").toList();

    @Test
    void whatMostNamesHaveIsNotLookedFor() {
        assertThat(new RareParts(() -> NAMES).of("Service77*99")).isEqualTo("*****ce77***");
    }

    @Test
    void aGlobStaysThatHasNothingRareOrNothingElse() {
        RareParts rare = new RareParts(() -> NAMES);
        for (String glob : List.of("service*latency", "no such thing", "e?7`l", "")) {
            assertThat(rare.of(glob)).isEqualTo(glob);
        }
        assertThat(new RareParts(List::of).of("service77")).isEqualTo("service77");
    }
}
