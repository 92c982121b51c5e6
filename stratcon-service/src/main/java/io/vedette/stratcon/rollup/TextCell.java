package io.vedette.stratcon.rollup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The texts of one minute: the samples themselves, so that what comes late between them is exact too. Of too many the earliest are kept, and the last: cells
 * that are made smaller, then merged, then made smaller are what they were had they been merged first.
 *
 * @param count samples, kept or not
 * @param samples those kept, ascending; at least one
 */
public record TextCell(long count, List<TextSample> samples) {

    public TextCell {
        samples = List.copyOf(samples);
    }

    public static TextCell of(long timeMs, String text) {
        return new TextCell(1, List.of(new TextSample(timeMs, text)));
    }

    public TextCell merge(TextCell other) {
        List<TextSample> all = new ArrayList<>(samples);
        all.addAll(other.samples);
        Collections.sort(all);
        return new TextCell(count + other.count, all);
    }

    /**
     * @param most samples that are kept, 2 or more
     */
    public TextCell atMost(int most) {
        if (samples.size() <= most) {
            return this;
        }
        List<TextSample> few = new ArrayList<>(samples.subList(0, most - 1));
        few.add(samples.getLast());
        return new TextCell(count, few);
    }

    /** Samples between the last two kept that were too many. */
    public long leftOut() {
        return count - samples.size();
    }

    /** Equal texts that follow each other; where one begins, the text changed. */
    public List<List<TextSample>> runs() {
        List<List<TextSample>> runs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= samples.size(); i++) {
            if (i == samples.size()
                    || !samples.get(i).text().equals(samples.get(from).text())) {
                runs.add(samples.subList(from, i));
                from = i;
            }
        }
        return runs;
    }
}
