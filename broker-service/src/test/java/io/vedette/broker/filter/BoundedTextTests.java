package io.vedette.broker.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedTextTests {

    @Test
    void matchesLikeAnyTextAndGivesItsGroups() {
        var matcher = BoundedText.matcher("b(.+)d", "abc\nd");
        assertThat(matcher.find()).isTrue();
        assertThat(matcher.group(1)).isEqualTo("c\n");
    }

    @Test
    void stopsAPatternThatWouldNeverEnd() {
        String text = "a".repeat(300);
        assertThatThrownBy(() -> BoundedText.matcher("a*a*a*a*a*a*a*b", text).find())
                .hasMessage("the pattern takes too long");
    }
}
