package io.vedette.broker.filter;

import io.vedette.broker.home.HomeSettings;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Which streams of which check come in. Asked for each sample: a check without rules and limit costs one look into a map. */
@Component
public class StreamGate {
    private final Filtersets sets;
    private final Path folder;
    private final Map<UUID, CheckStreams> checks = new ConcurrentHashMap<>();
    private final Map<Long, AccountStreams> accounts = new ConcurrentHashMap<>();

    public StreamGate(Filtersets sets, HomeSettings home) throws IOException {
        this.sets = sets;
        folder = home.folder("streams");
    }

    /** The streams of a check under its rules as they are now. */
    public CheckStreams of(UUID uuid, Check check) {
        long generation = sets.generation();
        CheckStreams present = checks.get(uuid);
        if (present != null && present.isOf(check, generation)) {
            return present;
        }
        return checks.compute(uuid, (u, old) -> {
            NameFile file = new NameFile(folder.resolve(uuid + ".names"));
            AccountStreams account = accounts.computeIfAbsent(check.getAccountId(), first -> new AccountStreams());
            return new CheckStreams(check, generation, filtersets(check), file, account, old);
        });
    }

    /** What a check's rules would say to streams; nothing is counted or remembered but what rules let in by themselves. */
    public Draft draft(Check check) {
        List<Filterset> rules = filtersets(check);
        return stream -> rules.isEmpty() || rules.stream().allMatch(set -> set.admits(Subject.of(check, stream)));
    }

    /** A check's rules, to be asked. */
    public interface Draft {
        boolean admits(String stream);
    }

    /** How many streams of a check came in, and which new ones did not; empty before its first sample. */
    public Optional<StreamCount> count(UUID uuid) {
        return Optional.ofNullable(checks.get(uuid)).map(CheckStreams::count);
    }

    /** The check was deleted. */
    public void forget(UUID uuid) {
        CheckStreams gone = checks.remove(uuid);
        if (gone != null) {
            gone.leaveAccount();
        }
        new NameFile(folder.resolve(uuid + ".names")).delete();
    }

    /** A named set that is not there lets nothing in. */
    private List<Filterset> filtersets(Check check) {
        List<Filterset> found = new ArrayList<>();
        if (!check.getFilterset().isEmpty()) {
            found.add(sets.find(check.getFilterset()).orElse(new Filterset(List.of(), sets.none())));
        }
        if (check.getMetricFiltersCount() > 0) {
            found.add(new Filterset(new FilterReader().rules(check.getMetricFiltersList()), sets.none()));
        }
        return found;
    }
}
