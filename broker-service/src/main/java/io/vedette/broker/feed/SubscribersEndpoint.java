package io.vedette.broker.feed;

import io.vedette.broker.journal.Journal;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The journal and who draws it. A subscriber is ended on the broker's own machine: {@code ./vedette journal retire}. */
@RestController
class SubscribersEndpoint {
    private final Journal journal;

    SubscribersEndpoint(Journal journal) {
        this.journal = journal;
    }

    /**
     * @param begin oldest position held
     * @param subscribers the position up to which each has stored
     */
    record Shown(UUID journal, long begin, long end, Map<String, Long> subscribers) {}

    @GetMapping("/feed")
    Shown show() {
        return new Shown(journal.id(), journal.begin(), journal.end(), new TreeMap<>(journal.subscribers()));
    }
}
