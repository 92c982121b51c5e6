package io.vedette.observer.step;

import io.vedette.contracts.files.StepQueue;
import io.vedette.observer.ini.SectionReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one {@code [step_<name>]}. Lives for one section. */
final class StepReader {

    private static final int MOST_PROCESSES = 1_000;
    private static final int LONGEST = 7 * 24 * 3600;
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "max_age",
            "retry_total",
            "retry_min_wait",
            "retry_max_wait",
            "retry_backoff",
            "rlimit_as",
            "rlimit_nofile",
            "rlimit_stack",
            "rlimit_fsize",
            "log_split_stdout_stderr",
            "log_split_multiple_workers",
            "debug");

    private final StepQueue queue;
    private final PluginPlace place;
    private final Path stepDirectory;
    private final Map<String, String> values;
    private final Map<String, String> environment;
    private final List<String> notes;

    StepReader(
            String name,
            PluginPlace place,
            Map<String, String> custom,
            Map<String, String> exported,
            List<String> notes) {
        this.queue = new StepQueue(place.name(), name);
        this.place = place;
        this.notes = notes;
        this.stepDirectory = place.dataIn().resolve(queue.list());
        this.values = new HashMap<>(custom);
        values.put("MFDATA_CURRENT_PLUGIN_NAME", place.name());
        values.put("MFDATA_CURRENT_PLUGIN_DIR", place.home().toString());
        values.put("MFDATA_CURRENT_STEP_NAME", name);
        values.put("MFDATA_CURRENT_STEP_QUEUE", queue.list());
        values.put("MFDATA_CURRENT_STEP_DIR", stepDirectory.toString());
        values.put("MFDATA_DATA_IN_DIR", place.dataIn().toString());
        this.environment = new HashMap<>(exported);
        environment.putAll(values);
        environment.keySet().removeAll(custom.keySet());
    }

    Optional<Step> read(SectionReader section) {
        Optional<List<String>> command = command(section);
        int processes = section.whole("numprocesses", 0, 0, MOST_PROCESSES);
        int seconds = section.whole("timeout", 600, 1, LONGEST);
        FailurePolicy policy = policy(section);
        Destination destination = destination(section, "_dest_dir");
        List<Path> directories = directories(section);
        section.refuseOthers(WITHOUT_EFFECT);
        note(section, processes);
        return command.map(words -> new Step(
                queue,
                words,
                processes,
                Duration.ofSeconds(seconds),
                policy,
                destination,
                directories,
                environment,
                place.home()));
    }

    private Optional<List<String>> command(SectionReader section) {
        return section.required("_cmd_and_args").flatMap(text -> {
            try {
                return Optional.of(StepCommand.of(text, values, place));
            } catch (IllegalArgumentException wrong) {
                section.fault("_cmd_and_args", PluginFile.reason(wrong));
                return Optional.empty();
            }
        });
    }

    private FailurePolicy policy(SectionReader section) {
        String word = section.read(
                "failure_policy",
                "keep",
                value -> Set.of("keep", "delete", "move").contains(value) ? Optional.of(value) : Optional.empty(),
                "must be keep, delete or move");
        Destination destination = destination(section, "failure_policy_move_dest_dir");
        return switch (word) {
            case "delete" -> new FailurePolicy.Delete();
            case "move" -> {
                if (section.text("failure_policy_move_dest_dir").isEmpty()) {
                    section.fault("failure_policy_move_dest_dir", "is needed, as failure_policy is move");
                }
                yield destination == null ? new FailurePolicy.Keep() : new FailurePolicy.Move(destination);
            }
            default -> new FailurePolicy.Keep();
        };
    }

    private @Nullable Destination destination(SectionReader section, String key) {
        Optional<String> text = section.text(key);
        Optional<Destination> destination = text.flatMap(value -> Destination.of(value, place.dataIn()));
        if (text.isPresent() && destination.isEmpty()) {
            section.fault(key, "must be plugin/step or an absolute directory, not \"" + text.get() + "\"");
        } else if (destination.isPresent() && destination.get().directory().equals(stepDirectory)) {
            section.fault(key, "is the step itself: its files would go round for ever");
        }
        return destination.orElse(null);
    }

    private List<Path> directories(SectionReader section) {
        return section.read(
                "watched_directories",
                List.of(stepDirectory),
                value -> {
                    List<Path> all = Arrays.stream(value.split(","))
                            .map(String::strip)
                            .filter(name -> !name.isEmpty())
                            .map(name -> Placeholders.replace(Placeholders.SINGLE, name, values))
                            .map(name -> place.dataIn().resolve(name).normalize())
                            .distinct()
                            .toList();
                    return all.isEmpty() ? Optional.empty() : Optional.of(all);
                },
                "must be directories divided by commas");
    }

    private void note(SectionReader section, int processes) {
        for (String key : section.present(WITHOUT_EFFECT)) {
            String value = section.text(key).orElse("0");
            if (!Set.of("0", "AUTO", "false").contains(value)) {
                notes.add(queue.step() + "." + key + " has no effect");
            }
        }
        if (processes == 0) {
            notes.add(queue.step() + ".numprocesses is 0: its files wait in their queue");
        }
    }
}
