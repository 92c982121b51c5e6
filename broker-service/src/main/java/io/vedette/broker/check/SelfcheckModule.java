package io.vedette.broker.check;

import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.StreamName;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.JournalFigures;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.config.Check;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Check type {@code selfcheck}: the broker itself. {@code samples|ST[outcome:…,protocol:…,reason:…]} are the counters of {@link Tally},
 * {@code journal`…} the journal's figures, {@code uptime_seconds} and {@code memory`used_bytes} those of the process' heap.
 */
@Component
final class SelfcheckModule implements CheckModule {
    private final Journal journal;
    private final Tally tally;
    private final CheckBook book;

    SelfcheckModule(Journal journal, Tally tally, CheckBook book) {
        this.journal = journal;
        this.tally = tally;
        this.book = book;
    }

    @Override
    public String name() {
        return "selfcheck";
    }

    @Override
    public CheckResult run(Check check, long nowMs) {
        List<Sample> samples = new ArrayList<>();
        JournalFigures figures = journal.figures();
        samples.add(whole("journal`held_bytes", nowMs, figures.end() - figures.begin()));
        samples.add(whole("journal`segments", nowMs, figures.segments()));
        samples.add(whole("journal`appended_batches", nowMs, figures.appendedBatches()));
        samples.add(whole("journal`appended_bytes", nowMs, figures.appendedBytes()));
        samples.add(whole("journal`commits", nowMs, figures.commits()));
        samples.add(whole("journal`lost_bytes", nowMs, figures.lostBytes()));
        samples.add(whole("journal`shed_bytes", nowMs, figures.shedBytes()));
        samples.add(Sample.real("journal`hours_left", nowMs, figures.hoursLeft()));
        tally.totals()
                .forEach((entry, count) -> new StreamName("samples")
                        .tag("outcome", entry.outcome())
                        .tag("protocol", entry.protocol())
                        .tag("reason", entry.reason())
                        .canonical()
                        .ifPresent(name -> samples.add(whole(name, nowMs, count))));
        samples.add(whole("checks", nowMs, book.active().size()));
        samples.add(whole(
                "uptime_seconds", nowMs, ManagementFactory.getRuntimeMXBean().getUptime() / 1000));
        samples.add(whole(
                "memory`used_bytes",
                nowMs,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()));
        return CheckResult.good(samples.size() + " values", samples);
    }

    private static Sample whole(String name, long nowMs, long value) {
        return Sample.whole(name, MetricType.INT64, nowMs, value);
    }
}
