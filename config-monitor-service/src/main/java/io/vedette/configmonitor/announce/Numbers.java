package io.vedette.configmonitor.announce;

import java.util.Collection;
import java.util.List;

/** Keys that are numbers. */
final class Numbers {
    private Numbers() {}

    static List<Long> of(Collection<String> ids) {
        return ids.stream().map(Long::valueOf).toList();
    }
}
