package io.vedette.broker.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.door.RunningBroker;
import io.vedette.broker.journal.Journal;
import io.vedette.contracts.feed.FeedFrame;
import io.vedette.contracts.feed.FeedFrame.BatchFrame;
import io.vedette.contracts.feed.FeedFrame.Heartbeat;
import io.vedette.contracts.feed.FeedPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class FeedTests {
    @TempDir
    static Path home;

    private static RunningBroker broker;
    private static UUID trap;

    @BeforeAll
    static void start() throws Exception {
        broker = RunningBroker.start(home);
        trap = broker.setTrap("s3cret");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void pushesWhatIsAppendedFromThePositionAskedFor() throws Exception {
        long from = broker.bean(Journal.class).end();
        push("{\"before\":1}");
        try (LaneClient lane = LaneClient.open(broker, "durable")) {
            assertThat(lane.feed(lane.journal(), from)).isEqualTo(200);
            BatchFrame first = lane.nextBatch();
            assertThat(first.offset()).isEqualTo(from);
            assertThat(LaneClient.samplesOf(first.batch())).containsExactly("before=1:L");
            push("{\"after\":2}");
            BatchFrame second = lane.nextBatch();
            assertThat(second.offset()).isEqualTo(first.nextOffset());
            assertThat(LaneClient.samplesOf(second.batch())).containsExactly("after=2:L");
            Heartbeat beat = nextHeartbeat(lane);
            assertThat(beat.endOffset()).isEqualTo(second.nextOffset());
            assertThat(Math.abs(beat.brokerClockMs() - System.currentTimeMillis()))
                    .isLessThan(5000);
        }
    }

    @Test
    void comesCompressedToWhoAsksForIt() throws Exception {
        long from = broker.bean(Journal.class).end();
        push("{\"before\":1}");
        try (LaneClient lane = LaneClient.open(broker, "durable").coded("gzip, zstd")) {
            assertThat(lane.feed(lane.journal(), from)).isEqualTo(200);
            assertThat(LaneClient.samplesOf(lane.nextBatch().batch())).containsExactly("before=1:L");
            push("{\"after\":2}");
            assertThat(LaneClient.samplesOf(lane.nextBatch().batch())).containsExactly("after=2:L");
            nextHeartbeat(lane);
        }
    }

    @Test
    void beatsEverySecondWhileNothingComes() throws Exception {
        try (LaneClient lane = LaneClient.open(broker, "durable")) {
            lane.feed(lane.journal(), lane.number("end"));
            assertThat(betweenQuietBeats(lane)).isBetween(500L, 3_000L);
        }
    }

    @Test
    void endsTheFeedAndTheWordOfAnOlderSession() throws Exception {
        try (LaneClient older = LaneClient.open(broker, "durable")) {
            older.feed(older.journal(), older.number("end"));
            try (LaneClient newer = LaneClient.open(broker, "durable")) {
                assertThat(newer.number("session")).isGreaterThan(older.number("session"));
                Optional<FeedFrame> frame = older.next();
                while (frame.isPresent()) {
                    frame = older.next();
                }
                assertThat(older.feed(older.journal(), older.number("end"))).isEqualTo(409);
                assertThat(older.checkpoint(older.number("end"))).isEqualTo(409);
                assertThat(newer.checkpoint(newer.number("end"))).isEqualTo(204);
            }
        }
    }

    @Test
    void refusesAnotherJournalAndAPositionItNeverReached() throws Exception {
        try (LaneClient lane = LaneClient.open(broker, "durable")) {
            assertThat(lane.feed(UUID.randomUUID(), 0)).isEqualTo(409);
            assertThat(lane.feed(lane.journal(), Long.MAX_VALUE)).isEqualTo(409);
            assertThat(lane.checkpoint(Long.MAX_VALUE)).isEqualTo(409);
        }
    }

    @Test
    void remembersTheSubscribersCheckpoint() throws Exception {
        push("{\"stored\":1}");
        long stored = broker.bean(Journal.class).end();
        try (LaneClient lane = LaneClient.open(broker, "durable")) {
            assertThat(lane.checkpoint(stored)).isEqualTo(204);
        }
        try (LaneClient lane = LaneClient.open(broker, "durable")) {
            assertThat(lane.number("checkpoint")).isEqualTo(stored);
        }
    }

    @Test
    void startsTheLiveLaneTenSecondsBackBesideTheDurableOne() throws Exception {
        push("{\"recent\":1}");
        long end = broker.bean(Journal.class).end();
        try (LaneClient durable = LaneClient.fromBegin(broker);
                LaneClient live = LaneClient.open(broker, "live")) {
            assertThat(live.feed()).isEqualTo(200);
            BatchFrame batch = live.nextBatch();
            while (batch.nextOffset() < end) {
                batch = live.nextBatch();
            }
            assertThat(LaneClient.samplesOf(batch.batch())).containsExactly("recent=1:L");
            assertThat(durable.nextBatch().offset()).isLessThanOrEqualTo(batch.offset());
        }
    }

    @Test
    void answersWrongQuestionsWithAProblem() throws Exception {
        assertThat(broker.control("POST", FeedPaths.SESSIONS + "?lane=fast&subscriber=x", "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(broker.control("POST", FeedPaths.SESSIONS + "?lane=durable&subscriber=..%2Fx", "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(broker.control("GET", FeedPaths.CLOCK, "").body()).containsPattern("\\{\"now\":\\d{13}\\}");
    }

    /** By the broker's clock, ms. What comes, a mark of the ledger for one, has a beat behind it: two are looked for with nothing between. */
    private static long betweenQuietBeats(LaneClient lane) throws IOException {
        Optional<Heartbeat> before = Optional.empty();
        while (true) {
            FeedFrame frame = lane.next().orElseThrow();
            if (frame instanceof Heartbeat beat && before.isPresent()) {
                return beat.brokerClockMs() - before.get().brokerClockMs();
            }
            before = frame instanceof Heartbeat beat ? Optional.of(beat) : Optional.empty();
        }
    }

    private static Heartbeat nextHeartbeat(LaneClient lane) throws IOException {
        while (true) {
            if (lane.next().orElseThrow() instanceof Heartbeat beat) {
                return beat;
            }
        }
    }

    private static void push(String json) throws Exception {
        assertThat(broker.plain("PUT", "/module/httptrap/" + trap + "/s3cret", json.getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }
}
