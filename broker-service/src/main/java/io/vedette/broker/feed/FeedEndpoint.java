package io.vedette.broker.feed;

import io.vedette.broker.door.Problem;
import io.vedette.broker.intake.LiveTail;
import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.JournalCursor;
import io.vedette.contracts.feed.FeedPaths;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The doors of {@link FeedPaths}: sessions, the two lanes, checkpoints, the clock. Lanes end before the server stops. */
@RestController
class FeedEndpoint implements SmartLifecycle {
    private static final String ZSTD = "zstd";

    private final Journal journal;
    private final FeedSessions sessions;
    private final LiveTail live;
    private final Clock clock;
    private final ChunkCompression compression = new ChunkCompression();
    private volatile boolean running;

    FeedEndpoint(Journal journal, FeedSessions sessions, LiveTail live, Clock clock) {
        this.journal = journal;
        this.sessions = sessions;
        this.live = live;
        this.clock = clock;
    }

    /** An opened session; checkpoint is the durable subscriber's, or the journal's end for a live lane. */
    record Opened(long session, UUID journal, long begin, long end, long checkpoint) {}

    /** The broker's clock. */
    record Now(long now) {}

    @PostMapping(FeedPaths.SESSIONS)
    Opened open(@RequestParam String lane, @RequestParam String subscriber) throws IOException {
        Lane.Kind kind = kind(lane);
        long checkpoint = journal.end();
        if (kind == Lane.Kind.DURABLE) {
            try {
                checkpoint = journal.subscribe(subscriber);
            } catch (IllegalArgumentException e) {
                throw Problem.of(HttpStatus.BAD_REQUEST, "invalid", String.valueOf(e.getMessage()));
            }
        }
        FeedSession session = sessions.open(kind, subscriber);
        return new Opened(session.number(), journal.id(), journal.begin(), journal.end(), checkpoint);
    }

    @GetMapping(FeedPaths.DURABLE)
    Mono<Void> durable(
            @RequestParam long session,
            @RequestParam("journal") UUID journalId,
            @RequestParam long offset,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        FeedSession opened = sessions.current(session, Lane.Kind.DURABLE);
        requireThisJournal(journalId);
        if (offset < 0 || offset > journal.end()) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "no-such-position",
                    "the journal ends at " + journal.end() + ", not " + offset);
        }
        return feed(opened, new DurableLane(journal.read(offset)), request, response);
    }

    @GetMapping(FeedPaths.LIVE)
    Mono<Void> live(
            @RequestParam long session,
            @RequestParam(name = "journal", required = false) @Nullable UUID journalId,
            @RequestParam(required = false) @Nullable Long offset,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        FeedSession opened = sessions.current(session, Lane.Kind.LIVE);
        long since = clock.millis() - LiveLane.MAXIMUM_AGE_MS;
        JournalCursor cursor = journal.readSince(Instant.ofEpochMilli(since));
        if (offset != null && journal.id().equals(journalId) && offset > cursor.position() && offset <= journal.end()) {
            cursor = journal.read(offset);
        }
        LiveTail.Tap tap = live.open(opened.signal()::raise);
        return feed(opened, new LiveLane(journal, cursor, tap, clock, since), request, response);
    }

    @PostMapping(FeedPaths.CHECKPOINTS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void checkpoint(@RequestParam long session, @RequestParam("journal") UUID journalId, @RequestParam long offset)
            throws IOException {
        FeedSession opened = sessions.current(session, Lane.Kind.DURABLE);
        requireThisJournal(journalId);
        try {
            journal.checkpoint(opened.subscriber(), offset);
        } catch (IllegalArgumentException e) {
            throw Problem.of(HttpStatus.CONFLICT, "no-such-position", String.valueOf(e.getMessage()));
        }
    }

    @GetMapping(FeedPaths.CLOCK)
    Now clock() {
        return new Now(clock.millis());
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        sessions.endAll();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Above all servers: stopped before them. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private Mono<Void> feed(FeedSession session, Lane lane, ServerHttpRequest request, ServerHttpResponse response) {
        if (!session.beginFeed()) {
            throw Problem.of(
                    HttpStatus.CONFLICT, "older-session", "session " + session.number() + " has its feed already");
        }
        response.getHeaders().setContentType(MediaType.parseMediaType(FeedPaths.FRAMES));
        Flux<byte[]> chunks = new LanePump(journal, session, lane, clock).chunks();
        if (isZstdWanted(request)) {
            response.getHeaders().set(HttpHeaders.CONTENT_ENCODING, ZSTD);
            // A frame of its own for each chunk: it can be read as soon as it is there.
            chunks = chunks.map(compression::compress);
        }
        return response.writeAndFlushWith(
                chunks.map(chunk -> Mono.just(response.bufferFactory().wrap(chunk))));
    }

    private static boolean isZstdWanted(ServerHttpRequest request) {
        return request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .anyMatch(coding -> coding.strip().equals(ZSTD));
    }

    private void requireThisJournal(UUID asked) {
        if (!asked.equals(journal.id())) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "other-journal",
                    "this broker's journal is " + journal.id() + ", not " + asked);
        }
    }

    private static Lane.Kind kind(String lane) {
        return switch (lane.toLowerCase(Locale.ROOT)) {
            case "durable" -> Lane.Kind.DURABLE;
            case "live" -> Lane.Kind.LIVE;
            default -> throw Problem.of(HttpStatus.BAD_REQUEST, "invalid", "lane is durable or live");
        };
    }
}
