package io.vedette.observer.ini;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one text, line by line. Lives for one text only. */
final class IniParser {

    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private @Nullable Section section;
    private Map<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable Entry entry;
    private int entryIndent;
    private boolean sectionBroken;

    Ini parse(String text) {
        var lines =
                (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
        for (int number = 1; number <= lines.size(); number++) {
            line(lines.get(number - 1), number);
        }
        closeSection();
        return new Ini(List.copyOf(sections.values()), faults);
    }

    private void line(String line, int number) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
            return;
        }
        int indent = line.indexOf(text.charAt(0));
        if (entry != null && indent > entryIndent) {
            entry = new Entry(entry.section(), entry.key(), entry.value() + "\n" + text, entry.line());
        } else if (text.startsWith("[")) {
            closeSection();
            header(text, number);
        } else {
            closeEntry();
            assignment(text, indent, number);
        }
    }

    private void header(String text, int number) {
        int end = text.lastIndexOf(']');
        String name = end < 0 ? "" : text.substring(1, end).strip();
        String rest = end < 0 ? "" : text.substring(end + 1).strip();
        sectionBroken = true;
        if (end < 0) {
            faults.add(new Fault("", "a section header ends with ]", number));
        } else if (name.isEmpty()) {
            faults.add(new Fault("", "a section needs a name", number));
        } else if (!rest.isEmpty() && !rest.startsWith("#") && !rest.startsWith(";")) {
            faults.add(new Fault(name, "nothing may follow a section header", number));
        } else if (sections.containsKey(name)) {
            faults.add(new Fault(
                    name,
                    "the section was begun before, on line "
                            + sections.get(name).line(),
                    number));
        } else {
            sectionBroken = false;
            section = new Section(name, number, Map.of());
        }
    }

    private void assignment(String text, int indent, int number) {
        var assigned = split(text);
        if (assigned.isEmpty()) {
            faults.add(new Fault(
                    section == null ? "" : section.name(), "expected \"key = value\" or \"[section]\"", number));
            return;
        }
        if (sectionBroken) {
            return;
        }
        if (section == null) {
            faults.add(new Fault(assigned.get().key(), "stands before the first section", number));
            return;
        }
        String key = assigned.get().key();
        Entry before = entries.get(key);
        if (before != null) {
            faults.add(new Fault(section.name() + "." + key, "was given before, on line " + before.line(), number));
            return;
        }
        entry = new Entry(section.name(), key, assigned.get().value(), number);
        entryIndent = indent;
    }

    private record Assigned(String key, String value) {}

    private static Optional<Assigned> split(String text) {
        for (int at = 1; at < text.length(); at++) {
            if (text.charAt(at) == '=' || text.charAt(at) == ':') {
                return Optional.of(new Assigned(
                        text.substring(0, at).strip(), text.substring(at + 1).strip()));
            }
        }
        return Optional.empty();
    }

    private void closeEntry() {
        if (entry != null) {
            entries.put(entry.key(), entry);
            entry = null;
        }
    }

    private void closeSection() {
        closeEntry();
        if (section != null) {
            sections.put(section.name(), new Section(section.name(), section.line(), entries));
        }
        section = null;
        entries = new LinkedHashMap<>();
        sectionBroken = false;
    }
}
