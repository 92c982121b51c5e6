package io.vedette.broker.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.broker.home.HomeSettings;
import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.JournalFigures;
import java.io.IOException;
import java.time.Clock;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the broker's journal, says what opening found, and closes it after everything that appends to it. */
@Configuration(proxyBeanMethods = false)
class JournalConfiguration {
    private static final Logger log = LoggerFactory.getLogger(JournalConfiguration.class);

    @Bean(destroyMethod = "close")
    Journal journal(HomeSettings home, JournalSettings settings, Clock clock, MeterRegistry registry)
            throws IOException {
        Journal journal = Journal.open(home.folder("journal"), settings.options(), clock);
        log.atInfo()
                .addKeyValue("journal", journal.id())
                .addKeyValue("begin", journal.begin())
                .addKeyValue("end", journal.end())
                .log("Journal open");
        if (!journal.report().isClean()) {
            log.atWarn()
                    .addKeyValue("cutBytes", journal.report().cutBytes())
                    .addKeyValue("lostBytes", journal.report().lostBytes())
                    .addKeyValue("skippedBytes", journal.report().skippedBytes())
                    .log("The journal was not closed properly; what was cut had been acknowledged to nobody");
        }
        gauge(registry, journal, "vedette.broker.journal.bytes", figures -> (double) figures.end() - figures.begin());
        gauge(registry, journal, "vedette.broker.journal.end", JournalFigures::end);
        gauge(registry, journal, "vedette.broker.journal.lost.bytes", JournalFigures::lostBytes);
        gauge(registry, journal, "vedette.broker.journal.pending.bytes", JournalFigures::pendingBytes);
        gauge(registry, journal, "vedette.broker.journal.appended.batches", JournalFigures::appendedBatches);
        gauge(registry, journal, "vedette.broker.journal.shed.bytes", JournalFigures::shedBytes);
        gauge(registry, journal, "vedette.broker.journal.hours.left", JournalFigures::hoursLeft);
        return journal;
    }

    private static void gauge(
            MeterRegistry registry, Journal journal, String name, ToDoubleFunction<JournalFigures> figure) {
        Gauge.builder(name, journal, j -> figure.applyAsDouble(j.figures())).register(registry);
    }
}
