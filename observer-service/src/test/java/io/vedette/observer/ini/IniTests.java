package io.vedette.observer.ini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class IniTests {

    @Test
    void readsSectionsKeysCommentsAndContinuations() {
        Ini ini = Ini.parse("""
                # a comment
                [one]
                a = 1
                ; another
                b: x = y
                  and more
                empty =

                [two words]   ; said aside
                a=2
                """);
        assertThat(ini.faults()).isEmpty();
        assertThat(ini.section("one").orElseThrow().entries())
                .containsEntry("a", new Entry("one", "a", "1", 3))
                .containsEntry("b", new Entry("one", "b", "x = y\nand more", 5))
                .containsEntry("empty", new Entry("one", "empty", "", 7));
        assertThat(ini.section("two words").orElseThrow().line()).isEqualTo(9);
    }

    @Test
    void namesEveryWrongLineAtOnce() {
        Ini ini = Ini.parse("""
                stray = 1
                [one]
                nonsense
                a = 1
                a = 2
                [broken
                b = 3
                [one]
                [x] y
                []
                """);
        assertThat(ini.faults())
                .extracting(Fault::line, Fault::field)
                .containsExactly(
                        tuple(1, "stray"),
                        tuple(3, "one"),
                        tuple(5, "one.a"),
                        tuple(6, ""),
                        tuple(8, "one"),
                        tuple(9, "x"),
                        tuple(10, ""));
        assertThat(ini.section("one").orElseThrow().entries()).containsOnlyKeys("a");
    }

    @Test
    void sectionSpeaksOverItsDefaults() {
        Ini ini = Ini.parse("[common]\na=1\nb=2\n[s]\nb=3\n");
        Section merged =
                ini.section("s").orElseThrow().over(ini.section("common").orElseThrow());
        assertThat(merged.entries().get("a")).isEqualTo(new Entry("common", "a", "1", 2));
        assertThat(merged.entries().get("b")).isEqualTo(new Entry("s", "b", "3", 5));
    }

    @Test
    void readsBackWhateverWasWritten() {
        long seed = seed();
        RandomGenerator random = random(seed);
        for (int round = 0; round < 500; round++) {
            var written = new LinkedHashMap<String, Map<String, String>>();
            String text = write(random, written);
            Ini ini = Ini.parse(text);
            var read = new LinkedHashMap<String, Map<String, String>>();
            for (Section section : ini.sections()) {
                var values = new LinkedHashMap<String, String>();
                section.entries().forEach((key, entry) -> values.put(key, entry.value()));
                read.put(section.name(), values);
                section.entries()
                        .values()
                        .forEach(entry -> assertThat(text.lines().toList().get(entry.line() - 1))
                                .as("seed %d", seed)
                                .contains(entry.key()));
            }
            assertThat(ini.faults()).as("seed %d, text %s", seed, text).isEmpty();
            assertThat(read).as("seed %d, text %s", seed, text).isEqualTo(written);
        }
    }

    @Test
    void readsAnyTextToItsEnd() {
        long seed = seed();
        RandomGenerator random = random(seed);
        for (int round = 0; round < 5_000; round++) {
            String text = noise(random);
            int lines = (int) text.lines().count();
            for (Fault fault : Ini.parse(text).faults()) {
                assertThat(fault.line()).as("seed %d, text %s", seed, text).isBetween(1, Math.max(1, lines));
            }
        }
    }

    private static String write(RandomGenerator random, Map<String, Map<String, String>> written) {
        var text = new StringBuilder(random.nextBoolean() ? "" : "\uFEFF");
        String end = random.nextBoolean() ? "\n" : "\r\n";
        for (int s = 0; s < random.nextInt(5); s++) {
            String section = "s" + s + word(random, "ab_.:- ");
            text.append('[').append(section.strip()).append(']').append(end);
            var values = new LinkedHashMap<String, String>();
            for (int k = 0; k < random.nextInt(5); k++) {
                aside(random, text, end);
                String key = "k" + k + word(random, "ab_.-");
                List<String> parts =
                        new ArrayList<>(List.of(word(random, "ab=:[]#;{} ").strip()));
                for (int more = 0; more < random.nextInt(3); more++) {
                    parts.add("x" + word(random, "ab=:[]#;{} ").strip());
                }
                text.append(key).append(random.nextBoolean() ? " = " : ":").append(parts.getFirst());
                parts.stream()
                        .skip(1)
                        .forEach(part -> text.append(end).append("   ").append(part));
                text.append(end);
                values.put(key, String.join("\n", parts));
            }
            written.put(section.strip(), values);
        }
        return text.toString();
    }

    private static void aside(RandomGenerator random, StringBuilder text, String end) {
        switch (random.nextInt(4)) {
            case 0 -> text.append(end);
            case 1 -> text.append("# [not] = this").append(end);
            case 2 -> text.append("; nor this").append(end);
            default -> text.append("");
        }
    }

    private static String word(RandomGenerator random, String letters) {
        var word = new StringBuilder();
        for (int n = random.nextInt(8); n > 0; n--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private static String noise(RandomGenerator random) {
        var text = new StringBuilder();
        for (int n = random.nextInt(60); n > 0; n--) {
            text.append(
                    random.nextInt(5) == 0
                            ? (char) random.nextInt(0x10000)
                            : "[]=:#; \n\r\tab\uFEFF\0".charAt(random.nextInt(13)));
        }
        return text.toString();
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @SuppressWarnings("SystemOut") // so that a failure can be run again
    private static long seed() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("IniTests seed " + seed);
        return seed;
    }
}
