package io.vedette.contracts.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.contracts.stream.StreamTags.Tag;
import io.vedette.contracts.stream.TagQuery.And;
import io.vedette.contracts.stream.TagQuery.Has;
import io.vedette.contracts.stream.TagQuery.Not;
import io.vedette.contracts.stream.TagQuery.Or;
import io.vedette.contracts.stream.TagQuery.Word;
import io.vedette.contracts.stream.TagQuery.Word.Kind;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagQueryTests {
    private static final String ALPHABET = "and(or(not(,):*?/\\\"b=a1. [{";

    @Test
    void readsWhatIsJoinedHoweverItIsSpaced() {
        assertThat(TagQuery.parse(" and( env:prod , or(role:db,not( a:b )) ) "))
                .isEqualTo(new And(List.of(
                        has("env", "prod"), new Or(List.of(has("role", "db"), new Not(List.of(has("a", "b"))))))));
    }

    @Test
    void aPartIsATextAGlobAnExpressionOrEncoded() {
        assertThat(TagQuery.parse("a.b*:/x\\/[,)]$/"))
                .isEqualTo(new Has(new Word(Kind.GLOB, "a.b*"), new Word(Kind.FOUND, "x/[,)]$")));
        assertThat(TagQuery.parse("b\"YTpi\":b\"Kg==\"")).isEqualTo(has("a:b", "*"));
        assertThat(TagQuery.parse("env")).isEqualTo(new Has(new Word(Kind.TEXT, "env"), Word.any()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            and(a:b      | character 7: a , or ) is expected
            a:b)         | character 3: nothing more is expected
            or(a:b,)     | character 7: a tag is expected
            a:/b         | character 4: the expression has no end
            a:/(/        | character 4: no regular expression: Unclosed group
            """)
    void saysWhereATextIsNoQuery(String text, String reason) {
        assertThatThrownBy(() -> TagQuery.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tag query, " + reason);
    }

    @Test
    void isNotNestedWithoutBound() {
        assertThatThrownBy(() -> TagQuery.parse("not(".repeat(10_000) + "a:b" + ")".repeat(10_000)))
                .hasMessageContaining("too deep");
    }

    @Test
    void anyTextIsAQueryOrRefusedWithAReason() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            assertThatCode(() -> readOrRefused(text.toString()))
                    .as(text.toString())
                    .doesNotThrowAnyException();
        }
    }

    private static void readOrRefused(String text) {
        try {
            TagQuery.parse(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("tag query, character ");
        }
    }

    @Test
    void theTagsOfANameAreDecodedAndItsPlainNameHasNone() {
        String name = "cpu`idle|ST[b\"YTpi\":b\"w7w=\",env:prod,odd]";
        assertThat(StreamTags.plainName(name)).isEqualTo("cpu`idle");
        assertThat(StreamTags.written(name)).containsExactly("b\"YTpi\":b\"w7w=\"", "env:prod", "odd");
        assertThat(StreamTags.of(name))
                .containsExactly(new Tag("a:b", "ü"), new Tag("env", "prod"), new Tag("odd", ""));
        assertThat(StreamTags.of("plain|ST[")).isEmpty();
        assertThat(StreamTags.plainName("plain|ST[")).isEqualTo("plain|ST[");
        assertThat(StreamTags.plainName(StreamTags.asPlainName("a|ST[b:c]"))).isEqualTo("a_ST[b:c]");
    }

    private static Has has(String category, String value) {
        return new Has(new Word(Kind.TEXT, category), new Word(Kind.TEXT, value));
    }
}
