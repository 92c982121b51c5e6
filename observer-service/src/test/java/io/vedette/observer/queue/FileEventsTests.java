package io.vedette.observer.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.contracts.files.FileEvent;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileEventsTests {

    @Test
    void writesMetworksFourKeys() {
        FileEvent event = FileEvents.created(Path.of("/in"), "a \"b\".grib", Instant.parse("2026-11-20T12:00:00.250Z"));
        assertThat(FileEvents.text(event))
                .isEqualTo("{\"directory\":\"/in\",\"filename\":\"a \\\"b\\\".grib\",\"event\":\"created\","
                        + "\"event_timestamp\":1795176000.250000}");
        assertThat(FileEvents.parse(FileEvents.text(event))).isEqualTo(event);
    }

    @Test
    void readsPythons() {
        assertThat(FileEvents.parse("{\"directory\": \"/in\", \"filename\": \"a\", \"event\": \"exists\", "
                        + "\"event_timestamp\": 1566310264.878991}"))
                .isEqualTo(new FileEvent("/in", "a", "exists", 1566310264.878991));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "{\"directory\":\"/in\"}",
                "{\"directory\":\"in\",\"filename\":\"a\"}",
                "{\"directory\":\"/in\",\"filename\":\"../a\"}",
                "{\"directory\":\"/in\",\"filename\":\"..\"}",
                "{\"directory\":\"/in\",\"filename\":{}}"
            })
    void refusesWhatNamesNoFile(String text) {
        assertThatThrownBy(() -> FileEvents.parse(text)).isInstanceOf(MalformedEventException.class);
    }
}
