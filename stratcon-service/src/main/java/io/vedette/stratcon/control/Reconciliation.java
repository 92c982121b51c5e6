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
 * @param sets checks it lacks or holds in an older version
 * @param removals checks it must give up because they are deleted or another broker's
 * @param held how many checks it holds now
 */
record Reconciliation(List<KnownCheck> sets, List<KnownCheck> removals, int held) {
    private static final int FEW = 2;
    private static final int TENTH = 10;

    /**
     * More than a tenth of what the broker runs would go, and more than two: somebody is to look first.
     *
     * @param recently removals that went before, a moment ago
     */
    boolean isDrastic(int recently) {
        int going = removals.size() + recently;
        return !removals.isEmpty() && going > FEW && going * TENTH > held + recently;
    }

    static Reconciliation of(long brokerId, Collection<KnownCheck> known, List<HeldCheck> held) {
        Map<UUID, HeldCheck> there = new HashMap<>();
        held.forEach(check -> there.put(check.uuid(), check));
        List<KnownCheck> sets = new ArrayList<>();
        List<KnownCheck> removals = new ArrayList<>();
        for (KnownCheck check : known) {
            HeldCheck holds = there.get(check.uuid());
            if (check.isOn(brokerId) && lacks(holds, check)) {
                sets.add(check);
            } else if (!check.isOn(brokerId) && keepsWrongly(holds, check)) {
                removals.add(check);
            }
        }
        int living = (int) held.stream().filter(check -> !check.deleted()).count();
        return new Reconciliation(sets, removals, living);
    }

    private static boolean lacks(@org.jspecify.annotations.Nullable HeldCheck holds, KnownCheck check) {
        return holds == null || holds.seq() < check.seq();
    }

    private static boolean keepsWrongly(@org.jspecify.annotations.Nullable HeldCheck holds, KnownCheck check) {
        return holds != null && !holds.deleted() && holds.seq() <= check.seq();
    }
}
