package io.vedette.stratcon.data;

import io.vedette.stratcon.rollup.TextSample;
import io.vedette.stratcon.store.StoredText;
import java.util.ArrayList;
import java.util.List;

/** Texts as API v2 lists them: each change, with its second. */
final class TextChanges {

    private TextChanges() {}

    /**
     * @param cells ascending
     * @return {@code [["epoch s", "text"], …]}, no text twice in a row
     */
    static List<List<String>> of(List<StoredText> cells) {
        List<List<String>> changes = new ArrayList<>();
        for (StoredText stored : cells) {
            stored.cell().runs().forEach(run -> add(changes, run.getFirst()));
        }
        return changes;
    }

    private static void add(List<List<String>> changes, TextSample sample) {
        if (changes.isEmpty() || !changes.getLast().getLast().equals(sample.text())) {
            changes.add(List.of(Long.toString(sample.timeMs() / 1000), sample.text()));
        }
    }
}
