package io.vedette.observer.step;

import io.vedette.observer.ini.Entry;
import io.vedette.observer.ini.Fault;
import io.vedette.observer.ini.Ini;
import io.vedette.observer.ini.Reading;
import io.vedette.observer.ini.Section;
import io.vedette.observer.ini.SectionReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads a plugin's config.ini: each {@code [step_<name>]} is a step; {@code [general]} and {@code [custom]} are exported to its executables;
 * sections of MetWork's that nothing here lives by yet are accepted and told of.
 */
public final class PluginFile {

    private static final Pattern STEP = Pattern.compile("step_([A-Za-z0-9_]+)");
    private static final Set<String> GENERAL = Set.of(
            "_version",
            "_release",
            "_summary",
            "_license",
            "_url",
            "_maintainer",
            "_vendor",
            "_add_plugin_dir_to_python_path");

    private final PluginPlace place;
    private final Map<String, String> variables;
    private final Map<String, String> exported = new TreeMap<>();
    private final Map<String, String> custom = new TreeMap<>();
    private final List<Fault> faults;
    private final List<String> notes = new ArrayList<>();

    private PluginFile(PluginPlace place, List<Fault> faults) {
        this.place = place;
        this.variables = place.variables();
        this.faults = new ArrayList<>(faults);
    }

    public static Reading<List<Step>> read(String text, PluginPlace place) {
        Ini ini = Ini.parse(text);
        return new PluginFile(place, ini.faults()).read(ini);
    }

    private Reading<List<Step>> read(Ini ini) {
        List<Section> sections = ini.sections().stream().map(this::resolved).toList();
        sections.forEach(this::export);
        var steps = new ArrayList<Step>();
        for (Section section : sections) {
            section(section, steps);
        }
        return new Reading<>(List.copyOf(steps), faults, notes);
    }

    private void section(Section section, List<Step> steps) {
        var name = STEP.matcher(section.name());
        if (name.matches()) {
            var reader = new StepReader(name.group(1), place, custom, exported, notes);
            reader.read(new SectionReader(section, faults)).ifPresent(steps::add);
        } else if (section.name().startsWith("step_")) {
            faults.add(new Fault(section.name(), "a step's name is letters, digits and underscores", section.line()));
        } else if (section.name().equals("general")) {
            new SectionReader(section, faults).refuseOthers(GENERAL);
        } else if (!section.name().equals("custom")) {
            notes.add("section " + section.name() + " has no effect");
        }
    }

    private Section resolved(Section section) {
        var entries = new LinkedHashMap<String, Entry>();
        section.entries().forEach((key, entry) -> entries.put(key, resolved(entry)));
        return new Section(section.name(), section.line(), entries);
    }

    private Entry resolved(Entry entry) {
        try {
            String value = Placeholders.replace(Placeholders.DOUBLE, entry.value(), variables);
            return new Entry(entry.section(), entry.key(), value, entry.line());
        } catch (IllegalArgumentException unknown) {
            faults.add(new Fault(entry.field(), reason(unknown), entry.line()));
            return entry;
        }
    }

    private void export(Section section) {
        for (Entry entry : section.entries().values()) {
            String name = "MFDATA_CURRENT_PLUGIN_" + upper(section.name()) + "_" + upper(entry.key());
            exported.put(name, entry.value());
            if (section.name().equals("custom")) {
                custom.put("CUSTOM_" + upper(entry.key()), entry.value());
            }
        }
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
    }

    static String reason(IllegalArgumentException wrong) {
        return String.valueOf(wrong.getMessage());
    }
}
