package io.vedette.observer.config;

import io.vedette.observer.step.Step;
import io.vedette.observer.watch.Watch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * All that the files ask for together.
 *
 * @param watches the files' own, and those that steps imply and no file names
 * @param steps of all plugins
 */
record Wanted(List<Watch> watches, List<Step> steps) {

    static Wanted of(Collection<Watch> named, List<Step> steps) {
        var watches = new ArrayList<>(named);
        var sections = new HashSet<String>();
        named.forEach(watch -> sections.add(watch.section()));
        for (Step step : steps) {
            for (Watch implied : step.watches()) {
                if (named.stream().noneMatch(implied::isSameAs)) {
                    watches.add(
                            sections.contains(implied.section())
                                    ? implied.called(implied.section() + "_implied")
                                    : implied);
                }
            }
        }
        return new Wanted(List.copyOf(watches), List.copyOf(steps));
    }
}
