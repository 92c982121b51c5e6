package io.vedette.observer.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.vedette.observer.ini.Fault;
import io.vedette.observer.ini.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserverFileTests {

    private static final Path DATA = Path.of("/data_in");

    @Test
    void readsWhatMfdataGenerates() {
        var reading = ObserverFile.read("""
                [common]
                active=false
                redis_server=127.0.0.1
                redis_port=0
                redis_unix_socket=/home/mfdata/var/redis.socket
                timeout=10
                forced_poll=300
                poll_queue_limit=10000
                monitor_inactivitytimeout=300
                only=^.*$
                ignore=^.*\\.t$;^.*\\.tmp$
                [step_guess_file_type_main_0]
                active=true
                directory=/home/mfdata/var/in/incoming
                queue=step.guess_file_type.main
                [off]
                directory=/elsewhere
                """, DATA);
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.value())
                .containsExactly(new Watch(
                        "step_guess_file_type_main_0",
                        Path.of("/home/mfdata/var/in/incoming"),
                        "step.guess_file_type.main",
                        new NameFilter(List.of("^.*$"), List.of("^.*\\.t$", "^.*\\.tmp$")),
                        Duration.ofMinutes(5),
                        10_000,
                        false));
        assertThat(reading.notes()).anyMatch(note -> note.startsWith("redis_server has no effect"));
    }

    @Test
    void relativeDirectoryLiesBelowDataIn() {
        var reading = ObserverFile.read("[a]\nactive=1\ndirectory=incoming\nqueue=q\n", DATA);
        assertThat(reading.value()).extracting(Watch::directory).containsExactly(Path.of("/data_in/incoming"));
    }

    @Test
    void refusesWithTheLineOfEachError() {
        Reading<List<Watch>> reading = ObserverFile.read("""
                [common]
                active=perhaps
                [a]
                active=true
                queue=q
                forced_poll=often
                only=(
                qeue=typo
                """, DATA);
        assertThat(reading.faults())
                .extracting(Fault::line, Fault::field)
                .containsExactly(
                        tuple(2, "common.active"),
                        tuple(3, "a.directory"),
                        tuple(6, "a.forced_poll"),
                        tuple(7, "a.only"),
                        tuple(8, "a.qeue"));
    }

    @Test
    void refusesTheSameDirectoryTwiceForOneQueue() {
        var reading = ObserverFile.read("""
                [a]
                active=true
                directory=in
                queue=q
                [b]
                active=true
                directory=in
                queue=q
                """, DATA);
        assertThat(reading.faults())
                .containsExactly(new Fault("b.directory", "is watched for the same queue by section a", 7));
    }

    @Test
    void ignoresUnfinishedNamesAndMatchesAtTheStartAsPythonDoes() {
        var filter = new NameFilter(List.of("data"), NameFilter.UNFINISHED).compiled();
        assertThat(List.of("data.grib", "data").stream().allMatch(filter)).isTrue();
        assertThat(List.of("mydata", "data.t", "data.tmp", "data.working").stream()
                        .anyMatch(filter))
                .isFalse();
    }
}
