package io.vedette.stratcon.control;

import io.vedette.stratcon.config.KnownCheck;
import io.vedette.stratcon.draw.CheckDoor.HeldCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What must be said to a broker, given what it holds and what is known.
 *
 * @param changes checks it lacks, holds in an older version, or must give up because they are deleted or another broker's
 */
record Reconciliation(List<KnownCheck> changes) {

    static Reconciliation of(long brokerId, Collection<KnownCheck> known, List<HeldCheck> held) {
        Map<UUID, HeldCheck> there = new HashMap<>();
        held.forEach(check -> there.put(check.uuid(), check));
        List<KnownCheck> changes = new ArrayList<>();
        for (KnownCheck check : known) {
            HeldCheck holds = there.get(check.uuid());
            if (check.isOn(brokerId) ? lacks(holds, check) : keepsWrongly(holds, check)) {
                changes.add(check);
            }
        }
        return new Reconciliation(changes);
    }

    private static boolean lacks(@org.jspecify.annotations.Nullable HeldCheck holds, KnownCheck check) {
        return holds == null || holds.seq() < check.version();
    }

    private static boolean keepsWrongly(@org.jspecify.annotations.Nullable HeldCheck holds, KnownCheck check) {
        return holds != null && !holds.deleted() && holds.seq() <= check.version();
    }
}
