package io.vedette.broker.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.broker.door.OwnSeal;
import io.vedette.broker.home.HomeSettings;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.JournalOptions;
import io.vedette.broker.journal.RecordKind;
import io.vedette.contracts.proto.config.Check;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfcheckModuleTests {

    @Test
    void theBrokerTellsWhatBecameOfSamplesAndWhatItsJournalHolds(@TempDir Path home) throws Exception {
        Tally tally = new Tally(new SimpleMeterRegistry());
        tally.refused("statsd_lines", "bad_type", 3);
        try (Journal journal = Journal.open(home.resolve("journal"), JournalOptions.defaults(), Clock.systemUTC())) {
            journal.append(RecordKind.BATCH, new byte[100]).join();
            SelfcheckModule module = new SelfcheckModule(
                    journal,
                    tally,
                    new CheckBook(new HomeSettings(home), new OwnSeal(new HomeSettings(home)), event -> {}));
            Map<String, Long> values = module.run(Check.getDefaultInstance(), 1).samples().stream()
                    .collect(Collectors.toMap(Sample::name, Sample::bits));
            assertThat(values)
                    .containsEntry("samples|ST[outcome:refused,protocol:statsd_lines,reason:bad_type]", 3L)
                    .containsEntry("journal`appended_batches", 1L)
                    .containsEntry("checks", 0L);
            assertThat(values.get("journal`held_bytes")).isGreaterThan(100);
        }
    }
}
