package io.vedette.stratcon.data;

import io.vedette.stratcon.rollup.TextCell;
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
            TextCell cell = stored.cell();
            add(changes, cell.firstMs(), cell.first());
            add(changes, cell.lastMs(), cell.last());
        }
        return changes;
    }

    private static void add(List<List<String>> changes, long timeMs, String text) {
        if (changes.isEmpty() || !changes.getLast().getLast().equals(text)) {
            changes.add(List.of(Long.toString(timeMs / 1000), text));
        }
    }
}
