package io.vedette.stratcon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.contracts.proto.config.Check;
import io.vedette.service.problem.ProblemException;
import io.vedette.stratcon.config.KnownCheck;
import io.vedette.stratcon.draw.CheckDoor.HeldCheck;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class ReconciliationTests {
    private final UUID uuid = UUID.randomUUID();

    @Test
    void saysWhatTheBrokerLacks() {
        KnownCheck known = known(1, 5, false);
        assertThat(changes(known)).containsExactly(known);
        assertThat(changes(known, new HeldCheck(uuid, 4, false))).containsExactly(known);
        assertThat(changes(known, new HeldCheck(uuid, 4, true))).containsExactly(known);
        assertThat(changes(known, new HeldCheck(uuid, 5, false))).isEmpty();
        assertThat(changes(known, new HeldCheck(uuid, 6, false))).isEmpty();
    }

    @Test
    void takesAwayWhatIsDeletedOrElsewhere() {
        KnownCheck deleted = known(1, 5, true);
        KnownCheck moved = known(2, 5, false);
        KnownCheck forgotten = new KnownCheck(uuid, 0, 5, true, null);
        for (KnownCheck known : List.of(deleted, moved, forgotten)) {
            assertThat(changes(known, new HeldCheck(uuid, 4, false))).containsExactly(known);
            assertThat(changes(known, new HeldCheck(uuid, 6, false))).isEmpty();
            assertThat(changes(known, new HeldCheck(uuid, 5, true))).isEmpty();
            assertThat(changes(known)).isEmpty();
        }
    }

    @Test
    void absenceNeverDeletes() {
        Reconciliation nothing = Reconciliation.of(1, List.of(), List.of(new HeldCheck(uuid, 1, false)));
        assertThat(nothing.sets()).isEmpty();
        assertThat(nothing.removals()).isEmpty();
    }

    @Test
    void aNewGenerationBeatsAnyVersion() {
        KnownCheck restored = new KnownCheck(uuid, 2, 1, true, null);
        assertThat(changes(restored, new HeldCheck(uuid, known(1, 900, false).seq(), false)))
                .containsExactly(restored);
    }

    @Test
    void moreThanATenthIsNotTakenAwayUnasked() {
        Removals removals = new Removals(new SimpleMeterRegistry(), event -> {});
        assertThat(removals.areFine(4, removal(3, 30))).isTrue();
        assertThat(removals.areFine(2, removal(2, 2))).isTrue();
        assertThat(removals.areFine(2, removal(0, 0))).isTrue();
        assertThat(removals.areFine(2, removal(1, 9)))
                .as("the third in a minute")
                .isFalse();
        assertThat(removals.areFine(1, removal(3, 29))).isFalse();
        assertThat(removals.all()).hasSize(2);
        assertThat(removals.confirm(3)).isFalse();
        assertThat(removals.confirm(1)).isTrue();
        assertThat(removals.areFine(1, removal(4, 29)))
                .as("one more than was looked at")
                .isFalse();
        assertThat(removals.confirm(1)).isTrue();
        assertThat(removals.areFine(1, removal(4, 29))).isTrue();
        assertThat(removals.all()).hasSize(1);
        assertThat(removals.areFine(1, removal(4, 29)))
                .as("confirmed once, not for ever")
                .isFalse();
    }

    @Test
    void removalsAreConfirmedAsTheyWereSeen() {
        Removals removals = new Removals(new SimpleMeterRegistry(), event -> {});
        removals.areFine(1, removal(3, 29));
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("If-Match", '"' + removals.at(1).orElseThrow().version() + '"');
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try {
            removals.areFine(1, removal(4, 29));
            assertThatThrownBy(() -> removals.confirm(1)).isInstanceOf(ProblemException.class);
            assertThat(removals.areFine(1, removal(4, 29))).isFalse();
            removals.areFine(1, removal(3, 29));
            assertThat(removals.confirm(1)).isTrue();
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    private static Reconciliation removal(int many, int held) {
        List<KnownCheck> gone = IntStream.range(0, many)
                .mapToObj(i -> new KnownCheck(new UUID(0, i), 0, 5, true, null))
                .toList();
        return new Reconciliation(List.of(), gone, held);
    }

    private static List<KnownCheck> changes(KnownCheck known, HeldCheck... held) {
        Reconciliation due = Reconciliation.of(1, List.of(known), List.of(held));
        return due.sets().isEmpty() ? due.removals() : due.sets();
    }

    private KnownCheck known(long broker, long version, boolean deleted) {
        Check check = Check.newBuilder()
                .setUuid(uuid.toString())
                .setBrokerId(broker)
                .setSeq(version)
                .build();
        return new KnownCheck(uuid, 0, version, deleted, check);
    }
}
