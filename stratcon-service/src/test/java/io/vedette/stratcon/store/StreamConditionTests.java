package io.vedette.stratcon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StreamConditionTests {

    @Test
    void aGlobBecomesAPatternInWhichNothingElseStandsForAnything() {
        assertThat(condition("__name:cpu_50%.x*y?").parameters())
                .containsExactly("cpu\\_50\\%.x%y_", "%cpu\\_50\\%.x%y_%");
    }

    @Test
    void whatIsLeftOutIsNotLookedForByAnIndex() {
        assertThat(condition("not(__name:service1*)").parameters()).containsExactly("service1%");
        assertThat(condition("not(not(__name:service1*))").parameters()).containsExactly("service1%", "%service1%%");
    }

    private static StreamCondition condition(String query) {
        return new StreamCondition(query, (category, value) -> List.of(), name -> name);
    }
}
