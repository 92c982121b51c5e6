package io.vedette.observer.ini;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Takes typed values out of one section and collects what is wrong with them; remembers what was asked for, so that the rest is unknown. */
public final class SectionReader {

    private static final Map<String, Boolean> FLAGS = Map.of(
            "1", true, "true", true, "yes", true, "on", true, "0", false, "false", false, "no", false, "off", false);

    private final Section section;
    private final List<Fault> faults;
    private final Set<String> known = new HashSet<>();

    /** @param faults receives what is wrong */
    public SectionReader(Section section, List<Fault> faults) {
        this.section = section;
        this.faults = faults;
    }

    /** Absent and empty are the same. */
    public Optional<String> text(String key) {
        known.add(key);
        return Optional.ofNullable(section.entries().get(key)).map(Entry::value).filter(value -> !value.isEmpty());
    }

    /** Empty, and a fault of the section's own line, where it is missing. */
    public Optional<String> required(String key) {
        var value = text(key);
        if (value.isEmpty()) {
            fault(key, "is missing");
        }
        return value;
    }

    public int whole(String key, int fallback, int least, int most) {
        return read(
                key,
                fallback,
                value -> {
                    int number = Integer.parseInt(value);
                    return number < least || number > most ? Optional.empty() : Optional.of(number);
                },
                "must be a whole number from " + least + " to " + most);
    }

    public boolean flag(String key, boolean fallback) {
        return read(
                key,
                fallback,
                value -> Optional.ofNullable(FLAGS.get(value.toLowerCase(Locale.ROOT))),
                "must be true or false");
    }

    /** A value that {@code reader} understands; it answers empty or throws a RuntimeException for others. */
    public <T> T read(String key, T fallback, Function<String, Optional<T>> reader, String otherwise) {
        return text(key)
                .flatMap(value -> {
                    Optional<T> understood = attempt(reader, value);
                    if (understood.isEmpty()) {
                        fault(key, otherwise + ", not \"" + shortened(value) + "\"");
                    }
                    return understood;
                })
                .orElse(fallback);
    }

    private static <T> Optional<T> attempt(Function<String, Optional<T>> reader, String value) {
        try {
            return reader.apply(value);
        } catch (RuntimeException notUnderstood) {
            return Optional.empty();
        }
    }

    private static String shortened(String value) {
        return value.length() <= 80 ? value : value.substring(0, 80) + "…";
    }

    public void fault(String key, String reason) {
        Entry entry = section.entries().get(key);
        faults.add(
                entry == null
                        ? new Fault(section.name() + "." + key, reason, section.line())
                        : new Fault(entry.field(), reason, entry.line()));
    }

    /** Every key that was neither asked for nor is among these is a fault. */
    public void refuseOthers(Set<String> accepted) {
        for (Entry entry : section.entries().values()) {
            if (!known.contains(entry.key()) && !accepted.contains(entry.key())) {
                faults.add(new Fault(entry.field(), "is not a known key", entry.line()));
            }
        }
    }

    public List<String> present(Set<String> keys) {
        return keys.stream().filter(section.entries()::containsKey).sorted().toList();
    }
}
