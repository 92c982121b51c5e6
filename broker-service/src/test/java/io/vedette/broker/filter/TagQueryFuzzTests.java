package io.vedette.broker.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.broker.Fuzz;
import io.vedette.contracts.proto.config.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the text of a tag query and the name it is asked about, it is read or refused with a reason, and answered or given up in bounded time. */
class TagQueryFuzzTests {
    /** The query, a line feed, and the name it is asked about. */
    private static final List<byte[]> CORPUS = Stream.of(
                    "and(env:prod*,not(role:/^db\\d/))\nmem|ST[env:production,role:web]",
                    "or(b\"ZW52\":b\"cHJvZA==\",__name:/cpu.*/)\ncpu`user|ST[b\"ZW52\":b\"cHJvZA==\"]",
                    "not(*:?,a,\"q,u)\":x)\nx|ST[]",
                    "/(a+)+$/:/\\/x/\nn|ST[aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab:/x]",
                    "and(and(and(or(not(a:b)))),)\n|ST[",
                    "*****:??*??\ny|ST[:,=:=,b\"\":b\"!\"]")
            .map(text -> text.getBytes(UTF_8))
            .toList();

    private static final Check CHECK =
            Check.newBuilder().setType("httptrap").setName("c").setTarget("t").build();

    @Tag("long")
    @FuzzTest(maxDuration = "60s")
    void answersOrRefusesWhateverJazzerFinds(byte[] input) {
        answersOrRefuses(input);
    }

    @Test
    void answersOrRefusesWhateverMutationsFind() {
        Fuzz.run("tag query", CORPUS, 5_000, TagQueryFuzzTests::answersOrRefuses);
    }

    private static void answersOrRefuses(byte[] input) {
        String text = new String(input, UTF_8);
        int feed = text.indexOf('\n');
        String query = feed < 0 ? text : text.substring(0, feed);
        String stream = feed < 0 ? "cpu|ST[a:b]" : text.substring(feed + 1);
        Predicate<Subject> read;
        try {
            read = TagCondition.of(query);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
            return;
        }
        Filterset set = new Filterset(
                List.of(new FilterRule("", FilterRule.Action.ALLOW, "", List.of(), read)),
                new AddedValues(new NameFile(Path.of("nowhere"))));
        Subject subject = Subject.of(CHECK, stream);
        assertThat(set.admits(subject)).isEqualTo(set.admits(subject));
    }
}
