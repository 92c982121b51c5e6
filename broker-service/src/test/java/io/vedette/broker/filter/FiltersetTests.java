package io.vedette.broker.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.broker.home.HomeSettings;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.config.MetricFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.ErrorResponseException;

class FiltersetTests {
    private static final UUID UUID_A = UUID.randomUUID();
    private static final UUID UUID_B = UUID.randomUUID();
    private static final Check CHECK = Check.newBuilder()
            .setUuid(UUID_A.toString())
            .setType("httptrap")
            .setName("a check")
            .setTarget("host1")
            .build();

    @TempDir
    Path home;

    @Test
    void theFirstRuleThatMatchesDecidesAndWhatNoneMatchesStaysOut() throws IOException {
        Check check = CHECK.toBuilder()
                .addMetricFilters(rule("deny", "^cpu`idle$", ""))
                .addMetricFilters(rule("allow", "^cpu`", ""))
                .addMetricFilters(rule("allow", "", "and(env:prod*,not(role:/^db\\d/))"))
                .build();
        CheckStreams streams = gate().of(UUID_A, check);
        assertThat(streams.refusal("cpu`user")).isEmpty();
        assertThat(streams.refusal("cpu`idle")).isEqualTo(CheckStreams.FILTERED);
        assertThat(streams.refusal("mem")).isEqualTo(CheckStreams.FILTERED);
        assertThat(streams.refusal("mem|ST[env:production,role:web]")).isEmpty();
        assertThat(streams.refusal("mem|ST[env:production,role:db1]")).isEqualTo(CheckStreams.FILTERED);
        assertThat(streams.refusal("mem|ST[b\"ZW52\":b\"cHJvZA==\"]")).isEmpty();
        assertThat(gate().of(UUID_A, CHECK).refusal("anything")).isEmpty();
    }

    @Test
    void autoAddLetsTheFirstUnseenValuesInAndKnowsThemAfterARestart() throws IOException {
        Filtersets sets = sets();
        sets.set("brake", "{\"seq\":1,\"rules\":[{\"type\":\"accept\",\"metric_auto_add\":2}]}");
        Check check = CHECK.toBuilder().setFilterset("brake").build();
        CheckStreams streams = new StreamGate(sets, settings()).of(UUID_A, check);
        assertThat(streams.refusal("a")).isEmpty();
        assertThat(streams.refusal("b")).isEmpty();
        assertThat(streams.refusal("c")).isEqualTo(CheckStreams.FILTERED);
        CheckStreams later = gate().of(UUID_A, check);
        assertThat(later.refusal("c")).isEqualTo(CheckStreams.FILTERED);
        assertThat(later.refusal("b")).isEmpty();
    }

    @Test
    void skipsToALaterRuleAndHashesAnswerForAField() throws IOException {
        Filtersets sets = sets();
        sets.set("skips", """
                {"seq":1,"rules":[
                  {"type":"skipto:end","target":["host1"],"metric":"^x"},
                  {"type":"deny","module":"httptrap","metric":"^x|^y"},
                  {"type":"accept","id":"end","name":"a check"}]}""");
        CheckStreams streams = new StreamGate(sets, settings())
                .of(UUID_A, CHECK.toBuilder().setFilterset("skips").build());
        assertThat(streams.refusal("x1")).isEmpty();
        assertThat(streams.refusal("y1")).isEqualTo(CheckStreams.FILTERED);
        assertThat(streams.refusal("z1")).isEmpty();
    }

    @Test
    void aNewVersionOfASetIsInForceAtOnceAndAnOlderOneNeverIs() throws IOException {
        Filtersets sets = sets();
        StreamGate gate = new StreamGate(sets, settings());
        Check check = CHECK.toBuilder().setFilterset("later").build();
        assertThat(gate.of(UUID_A, check).refusal("m")).isEqualTo(CheckStreams.FILTERED);
        sets.set("later", "{\"seq\":5,\"rules\":[{\"type\":\"allow\"}]}");
        assertThat(gate.of(UUID_A, check).refusal("m")).isEmpty();
        assertThat(sets.set("later", "{\"seq\":4,\"rules\":[]}").isTaken()).isFalse();
        assertThat(sets.delete("later", 6).isTaken()).isTrue();
        assertThat(gate.of(UUID_A, check).refusal("m")).isEqualTo(CheckStreams.FILTERED);
        assertThat(sets().set("later", "{\"seq\":5,\"rules\":[]}").isTaken()).isFalse();
    }

    @Test
    void checksOfAnAccountShareItsLimitAndKnownStreamsGoOn() throws IOException {
        Check one = CHECK.toBuilder().setAccountId(5).setAccountStreams(3).build();
        Check other = one.toBuilder().setName("other").build();
        StreamGate gate = gate();
        assertThat(gate.of(UUID_A, one).refusal("a")).isEmpty();
        assertThat(gate.of(UUID_A, one).refusal("b")).isEmpty();
        assertThat(gate.of(UUID_B, other).refusal("a")).isEmpty();
        assertThat(gate.of(UUID_B, other).refusal("b")).isEqualTo(CheckStreams.ACCOUNT_LIMIT);
        assertThat(gate.of(UUID_A, one).refusal("c")).isEqualTo(CheckStreams.ACCOUNT_LIMIT);
        assertThat(gate.of(UUID_A, one).refusal("b")).isEmpty();
        assertThat(gate.count(UUID_A).orElseThrow().pastLimitNames()).containsExactly("c");
        Check anothers = one.toBuilder().setAccountId(6).build();
        assertThat(gate.of(new UUID(0, 77), anothers).refusal("c")).isEmpty();
        gate.forget(UUID_A);
        assertThat(gate.of(UUID_B, other).refusal("b")).isEmpty();
        StreamGate restarted = gate();
        assertThat(restarted.of(UUID_B, other).refusal("b")).isEmpty();
        Check raised = other.toBuilder().setAccountStreams(4).build();
        assertThat(restarted.of(UUID_B, raised).refusal("c")).isEmpty();
        assertThat(restarted.of(UUID_B, raised).refusal("d")).isEmpty();
        assertThat(restarted.of(UUID_B, raised).refusal("e")).isEqualTo(CheckStreams.ACCOUNT_LIMIT);
    }

    @Test
    void knownStreamsGoOnPastTheLimitAndNewOnesAreCountedAndListed() throws IOException {
        Check check = CHECK.toBuilder().setMetricLimit(2).build();
        StreamGate gate = gate();
        CheckStreams streams = gate.of(UUID_A, check);
        assertThat(streams.refusal("a")).isEmpty();
        assertThat(streams.refusal("b")).isEmpty();
        assertThat(streams.refusal("c")).isEqualTo(CheckStreams.METRIC_LIMIT);
        assertThat(streams.refusal("c")).isEqualTo(CheckStreams.METRIC_LIMIT);
        assertThat(streams.refusal("a")).isEmpty();
        StreamCount count = gate.count(UUID_A).orElseThrow();
        assertThat(count.known()).isEqualTo(2);
        assertThat(count.pastLimit()).isEqualTo(2);
        assertThat(count.pastLimitNames()).containsExactly("c");
        CheckStreams afterRestart = gate().of(UUID_A, check);
        assertThat(afterRestart.refusal("c")).isEqualTo(CheckStreams.METRIC_LIMIT);
        assertThat(afterRestart.refusal("b")).isEmpty();
        CheckStreams raised =
                gate().of(UUID_A, check.toBuilder().setMetricLimit(3).build());
        assertThat(raised.refusal("c")).isEmpty();
    }

    @Test
    void refusesRulesThatCannotWorkByField() {
        assertThatThrownBy(
                        () -> sets().set("s", "{\"rules\":[{\"type\":\"maybe\",\"metric\":\"(\",\"tags\":\"and(\"}]}"))
                .isInstanceOf(ErrorResponseException.class)
                .extracting(e -> ((ErrorResponseException) e).getBody().getProperties())
                .asString()
                .contains("rules[0]", "rules[0].metric", "rules[0].tags");
        assertThatThrownBy(() -> sets().set("../s", "{\"rules\":[]}")).isInstanceOf(ErrorResponseException.class);
        assertThat(FilterReader.verify(java.util.List.of(rule("allow", "(", "x:y)"))))
                .hasSize(2);
    }

    private static MetricFilter rule(String action, String pattern, String tags) {
        return MetricFilter.newBuilder()
                .setAction(action)
                .setPattern(pattern)
                .setTags(tags)
                .build();
    }

    private HomeSettings settings() {
        return new HomeSettings(home);
    }

    private Filtersets sets() throws IOException {
        return new Filtersets(settings());
    }

    private StreamGate gate() throws IOException {
        return new StreamGate(sets(), settings());
    }
}
