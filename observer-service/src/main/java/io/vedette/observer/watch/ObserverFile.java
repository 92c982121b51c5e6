package io.vedette.observer.watch;

import io.vedette.observer.ini.Fault;
import io.vedette.observer.ini.Ini;
import io.vedette.observer.ini.Reading;
import io.vedette.observer.ini.Section;
import io.vedette.observer.ini.SectionReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads directory_observer.ini: {@code [common]} gives defaults, every other active section is a watch. Keys of MetWork's that mean nothing
 * here are accepted and told of.
 */
public final class ObserverFile {

    private static final String DEFAULTS = "common";
    private static final Set<String> REDIS = Set.of("redis_server", "redis_port", "redis_unix_socket");
    private static final Set<String> WITHOUT_EFFECT = Set.of("timeout", "monitor_inactivitytimeout");
    private static final int LONGEST_POLL = 30 * 24 * 3600;

    private final Path dataIn;
    private final List<Fault> faults;
    private final List<String> notes = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();

    private ObserverFile(Path dataIn, List<Fault> faults) {
        this.dataIn = dataIn;
        this.faults = new ArrayList<>(faults);
    }

    /** @param dataIn what a relative directory is relative to */
    public static Reading<List<Watch>> read(String text, Path dataIn) {
        Ini ini = Ini.parse(text);
        var file = new ObserverFile(dataIn, ini.faults());
        Section defaults = ini.section(DEFAULTS).orElse(new Section(DEFAULTS, 1, Map.of()));
        for (Section section : ini.sections()) {
            file.section(section.over(defaults));
        }
        return new Reading<>(List.copyOf(file.watches), file.faults, file.notes);
    }

    private void section(Section section) {
        var reader = new SectionReader(section, faults);
        boolean isDefaults = section.name().equals(DEFAULTS);
        boolean active = reader.flag("active", false) && !isDefaults;
        var directory = active ? reader.required("directory") : reader.text("directory");
        var queue = active ? reader.required("queue") : reader.text("queue");
        var filter =
                new NameFilter(regexes(reader, "only", List.of()), regexes(reader, "ignore", NameFilter.UNFINISHED));
        int poll = reader.whole("forced_poll", 0, 0, LONGEST_POLL);
        int limit = reader.whole("poll_queue_limit", Watch.USUAL_LIMIT, Integer.MIN_VALUE, Integer.MAX_VALUE);
        reader.refuseOthers(union(REDIS, WITHOUT_EFFECT));
        note(reader);
        if (active && directory.isPresent() && queue.isPresent()) {
            watchOf(reader, directory.get())
                    .ifPresent(path -> add(
                            reader,
                            new Watch(
                                    section.name(),
                                    path,
                                    queue.get(),
                                    filter,
                                    Duration.ofSeconds(poll),
                                    limit,
                                    false)));
        }
    }

    private Optional<Path> watchOf(SectionReader reader, String directory) {
        try {
            return Optional.of(dataIn.resolve(directory).normalize());
        } catch (RuntimeException invalid) {
            reader.fault("directory", "is no path");
            return Optional.empty();
        }
    }

    private void add(SectionReader reader, Watch watch) {
        Optional<Watch> same = watches.stream().filter(watch::isSameAs).findFirst();
        if (same.isPresent()) {
            reader.fault(
                    "directory",
                    "is watched for the same queue by section " + same.get().section());
        } else {
            watches.add(watch);
        }
    }

    private static List<String> regexes(SectionReader reader, String key, List<String> fallback) {
        return reader.read(
                key,
                fallback,
                value -> {
                    List<String> all = Arrays.stream(value.split(";"))
                            .filter(regex -> !regex.isEmpty())
                            .toList();
                    all.forEach(Pattern::compile);
                    return Optional.of(all);
                },
                "must be regular expressions divided by ;");
    }

    private void note(SectionReader reader) {
        for (String key : reader.present(REDIS)) {
            notes.add(key + " has no effect: the observer has one Redis, that of its own settings");
        }
        for (String key : reader.present(WITHOUT_EFFECT)) {
            notes.add(key + " has no effect: nothing here hangs on one connection or dies of silence");
        }
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }
}
