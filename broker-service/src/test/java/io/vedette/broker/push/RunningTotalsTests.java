package io.vedette.broker.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RunningTotalsTests {
    private final RunningTotals totals = new RunningTotals();
    private final CompletableFuture<Long> onDisk = CompletableFuture.completedFuture(0L);

    @Test
    void showsTotalsOfWhatIsOnTheDiskAndTellsThoseOfWhatIsOnItsWay() {
        List<Sample> five = List.of(number(5, 1));
        RunningTotals.Added first = totals.add(five, fresh -> onDisk);
        RunningTotals.Added second = totals.add(List.of(number(7, 2)), fresh -> new CompletableFuture<Long>());
        assertThat(second.stored()).isNotDone();
        assertThat(totals.stored(first.fresh(), 9)).containsExactly(number(5, 9));
        assertThat(told()).isEqualTo(12);
    }

    @Test
    void addsATimestampedNumberOnceAndAnAnswerWaitsForTheFirst() {
        List<Sample> timed = List.of(
                number(5, 1).timedAt(1), number(5, 1).timedAt(1), number(5, 2).timedAt(2));
        CompletableFuture<Long> disk = new CompletableFuture<>();
        RunningTotals.Added first = totals.add(timed, fresh -> disk);
        RunningTotals.Added again = totals.add(timed, fresh -> onDisk);
        assertThat(first.fresh()).hasSize(2);
        assertThat(again.fresh()).isEmpty();
        assertThat(again.stored()).isNotDone();
        disk.complete(0L);
        assertThat(again.stored()).isCompleted();
        assertThat(told()).isEqualTo(10);
    }

    @Test
    void whatTheDiskRefusesMayBeSentAgain() {
        List<Sample> timed = List.of(number(5, 1).timedAt(1));
        RunningTotals.Added refused =
                totals.add(timed, fresh -> CompletableFuture.failedFuture(new IOException("full")));
        totals.refused(refused.fresh());
        assertThat(told()).isZero();
        assertThat(totals.add(timed, fresh -> onDisk).fresh()).hasSize(1);
        assertThat(told()).isEqualTo(5);
    }

    @Test
    void areMadeAgainOfTotalsAndWhatWasAddedSince() {
        totals.found(List.of(number(100, 1)), false);
        totals.foundTotals(List.of(Sample.real("a", 0, 40)));
        totals.found(List.of(number(2, 1).timedAt(1)), true);
        assertThat(totals.add(List.of(number(2, 1).timedAt(1)), fresh -> onDisk).fresh())
                .isEmpty();
        assertThat(told()).isEqualTo(42);
    }

    private double told() {
        return totals.totals(all -> Double.longBitsToDouble(all.getFirst().bits()));
    }

    private static Sample number(long value, long atMs) {
        return Sample.whole("a", MetricType.UINT64, atMs, value);
    }
}
