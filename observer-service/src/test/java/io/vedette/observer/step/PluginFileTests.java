package io.vedette.observer.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.vedette.observer.ini.Fault;
import io.vedette.observer.ini.Reading;
import io.vedette.observer.watch.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PluginFileTests {

    private static final PluginPlace PLACE = new PluginPlace(
            "archive",
            Path.of("/plugins/archive"),
            Path.of("/data_in"),
            Map.of("PATH", "/usr/bin:/bin", "STAGE", "test"));

    @Test
    void readsAStepInMetworksForm() {
        Step step = read("""
                [general]
                _version=1.0.0
                [step_main]
                _cmd_and_args=sh -c 'cp "$1" "$2"' {MFDATA_CURRENT_STEP_NAME} {PATH} {CUSTOM_ARCHIVE_DIR}/{{STAGE}}
                numprocesses=2
                timeout=60
                failure_policy=move
                failure_policy_move_dest_dir=other/main
                _dest_dir=switch/main
                watched_directories={MFDATA_CURRENT_STEP_DIR},incoming,/abs
                [custom]
                archive_dir=/var/my archive
                """).value().getFirst();
        assertThat(step.command())
                .containsExactly(
                        step.command().getFirst(), "-c", "cp \"$1\" \"$2\"", "main", "{PATH}", "/var/my archive/test");
        assertThat(step.command().getFirst()).endsWith("/bin/sh");
        assertThat(step.processes()).isEqualTo(2);
        assertThat(step.timeLimit()).isEqualTo(Duration.ofMinutes(1));
        assertThat(step.failurePolicy())
                .isEqualTo(new FailurePolicy.Move(new Destination(Path.of("/data_in/step.other.main"), true)));
        assertThat(step.destination()).isEqualTo(new Destination(Path.of("/data_in/step.switch.main"), true));
        assertThat(step.watches())
                .extracting(Watch::section, watch -> watch.directory().toString(), Watch::queue)
                .containsExactly(
                        tuple("step_archive_main_0", "/data_in/step.archive.main", "step.archive.main"),
                        tuple("step_archive_main_1", "/data_in/incoming", "step.archive.main"),
                        tuple("step_archive_main_2", "/abs", "step.archive.main"));
        assertThat(step.environment())
                .containsEntry("MFDATA_CURRENT_STEP_QUEUE", "step.archive.main")
                .containsEntry("MFDATA_CURRENT_PLUGIN_CUSTOM_ARCHIVE_DIR", "/var/my archive");
    }

    @Test
    void defaultsAreMetworks() {
        Reading<List<Step>> reading = read("[step_main]\n_cmd_and_args=true\n");
        Step step = reading.value().getFirst();
        assertThat(step.processes()).isZero();
        assertThat(step.timeLimit()).isEqualTo(Duration.ofMinutes(10));
        assertThat(step.failurePolicy()).isEqualTo(new FailurePolicy.Keep());
        assertThat(step.destination()).isNull();
        assertThat(step.directories()).containsExactly(Path.of("/data_in/step.archive.main"));
        assertThat(step.command()).hasSize(2).endsWith("{PATH}");
        assertThat(reading.notes()).containsExactly("main.numprocesses is 0: its files wait in their queue");
    }

    @Test
    void refusesWithTheLineOfEachError() {
        assertThat(read("""
                [general]
                _verison=1
                [step_main]
                _cmd_and_args=no-such-executable {PATH}
                numprocesses=many
                timeout=0
                failure_policy=shrug
                unknown=1
                [step_bad-name]
                [step_other]
                _cmd_and_args=cat {PATH} | wc
                failure_policy=move
                _dest_dir=archive/other
                watched_directories={NOBODY_KNOWS}
                [step_third]
                numprocesses={{NOBODY_KNOWS}}
                """).faults())
                .extracting(Fault::line, Fault::field)
                .containsExactly(
                        tuple(2, "general._verison"),
                        tuple(4, "step_main._cmd_and_args"),
                        tuple(5, "step_main.numprocesses"),
                        tuple(6, "step_main.timeout"),
                        tuple(7, "step_main.failure_policy"),
                        tuple(8, "step_main.unknown"),
                        tuple(9, "step_bad-name"),
                        tuple(10, "step_other.failure_policy_move_dest_dir"),
                        tuple(11, "step_other._cmd_and_args"),
                        tuple(13, "step_other._dest_dir"),
                        tuple(14, "step_other.watched_directories"),
                        tuple(15, "step_third._cmd_and_args"),
                        tuple(16, "step_third.numprocesses"));
    }

    @Test
    void neverExecutesTheFileThatArrived() {
        assertThat(read("[step_main]\n_cmd_and_args={PATH}\n").faults())
                .containsExactly(new Fault("step_main._cmd_and_args", "would execute the file that arrived", 2));
    }

    @Test
    void hidesTheObserversOwnEnvironment() {
        assertThat(PluginPlace.harmless(Map.of("SPRING_DATA_REDIS_PASSWORD", "x", "VEDETTE_HOME", "y", "LANG", "C")))
                .containsOnlyKeys("LANG");
    }

    @Test
    void splitsAsAShellDoes() {
        assertThat(CommandLine.split("a 'b c' \"d \\\" e\" f\\ g '' h\"i\"'j'"))
                .containsExactly("a", "b c", "d \" e", "f g", "", "hij");
        assertThatThrownBy(() -> CommandLine.split("a 'b")).hasMessage("a quote is not closed");
        assertThatThrownBy(() -> CommandLine.split("a > b"))
                .hasMessageContaining("no shell reads this, so > means nothing");
    }

    private static Reading<List<Step>> read(String text) {
        return PluginFile.read(text, PLACE);
    }
}
