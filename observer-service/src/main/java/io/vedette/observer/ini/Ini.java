package io.vedette.observer.ini;

import java.util.List;
import java.util.Optional;

/**
 * A file as Python's configparser reads it: {@code [section]}, {@code key = value} or {@code key: value}, whole-line comments with
 * {@code #} or {@code ;}, deeper indented lines continue a value. Nothing is interpolated.
 *
 * @param sections in their order; a section of a broken header is not among them
 * @param faults in the order of their lines
 */
public record Ini(List<Section> sections, List<Fault> faults) {

    /** Longest text that is read, in characters. */
    public static final int LONGEST = 1 << 20;

    public Ini {
        sections = List.copyOf(sections);
        faults = List.copyOf(faults);
    }

    public static Ini parse(String text) {
        if (text.length() > LONGEST) {
            return new Ini(List.of(), List.of(new Fault("", "the file is longer than " + LONGEST + " characters", 1)));
        }
        return new IniParser().parse(text);
    }

    public Optional<Section> section(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).findFirst();
    }
}
