package io.vedette.observer.step;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is known of a file, as MetWork writes it beside one: sorted lines {@code key = value} in UTF-8. */
final class Tags {

    /** MetWork's, with a colon before the microseconds. */
    private static final DateTimeFormatter ENTERED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss:SSSSSS").withZone(ZoneOffset.UTC);

    private final Map<String, String> tags = new TreeMap<>();
    private final String latest;

    Tags(Step step, Claim claim, Instant entered) {
        String place = step.folder();
        latest = "latest." + place + ".";
        tags.put("first.core.original_basename", claim.event().filename());
        tags.put("first.core.original_dirname", lastName(claim.event().directory()));
        tags.put("first.core.original_uid", claim.uid());
        tags.put("latest.core.step_counter", "1");
        tags.put("1." + place + ".enter_step", ENTERED.format(entered));
        tags.put(latest + "enter_step", ENTERED.format(entered));
    }

    void explain(Outcome outcome) {
        switch (outcome) {
            case Outcome.Exited exited -> {
                tags.put(latest + "exit_code", Integer.toString(exited.code()));
                explain("exit code " + exited.code(), exited.stderr());
            }
            case Outcome.TimedOut late ->
                explain("killed, as it took longer than " + late.limit().toSeconds() + " s", late.stderr());
            case Outcome.Interrupted stopped -> explain("the observer stopped", List.of());
        }
    }

    void explain(String reason, List<String> stderr) {
        tags.put(latest + "reason", reason);
        for (int n = 0; n < stderr.size(); n++) {
            tags.put(latest + "stderr.%02d".formatted(n + 1), stderr.get(n));
        }
    }

    void add(String name, String value) {
        tags.put(latest + name, value);
    }

    String reason() {
        return tags.getOrDefault(latest + "reason", "");
    }

    String text() {
        return tags.entrySet().stream()
                .map(tag -> tag.getKey() + " = " + tag.getValue().replaceAll("\\p{Cntrl}", " ") + "\n")
                .collect(Collectors.joining());
    }

    private static String lastName(String directory) {
        Path name = Path.of(directory).getFileName();
        return name == null ? "" : name.toString();
    }
}
