package io.vedette.stratcon.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.proto.config.Check;
import io.vedette.stratcon.config.KnownCheck;
import io.vedette.stratcon.draw.CheckDoor.HeldCheck;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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
        assertThat(Reconciliation.of(1, List.of(), List.of(new HeldCheck(uuid, 1, false)))
                        .changes())
                .isEmpty();
    }

    private static List<KnownCheck> changes(KnownCheck known, HeldCheck... held) {
        return Reconciliation.of(1, List.of(known), List.of(held)).changes();
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
