package io.vedette.stratcon.field;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.vedette.contracts.feed.FeedFrame;
import io.vedette.contracts.feed.FeedFrame.BatchFrame;
import io.vedette.contracts.feed.FeedFrame.Heartbeat;
import io.vedette.contracts.feed.FeedFrame.Mark;
import io.vedette.contracts.feed.FeedFrames;
import io.vedette.contracts.feed.FeedPaths;
import io.vedette.contracts.proto.brokers.BrokerAddress;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.ledger.LedgerMark;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLParameters;

/**
 * A broker of the field: keeps a journal in memory, serves it over mTLS as {@link FeedPaths} says, and can be cut, silenced and set wrong. Safe for
 * many threads.
 */
public final class FieldBroker implements AutoCloseable {
    private static final long TEN_SECONDS = 10_000;

    private final BrokerAddress address;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final UUID journal = UUID.randomUUID();
    private final AtomicLong sessions = new AtomicLong();
    private final Map<String, Long> sessionOfLane = new ConcurrentHashMap<>();
    /** Guarded by this, as is its end. */
    private final List<BatchFrame> records = new ArrayList<>();
    /** Offsets of the records that are marks. */
    private final Set<Long> marks = ConcurrentHashMap.newKeySet();

    private long end;
    private volatile long cutEpoch;
    private volatile boolean away;
    private volatile boolean silent;
    private volatile long clockAheadMs;
    private volatile long checkpoint = -1;
    /** Checks as they were set; an empty one is a tombstone. */
    public final Map<UUID, Check> checks = new ConcurrentHashMap<>();
    /** Checks that were to be run live, and how often that was said. */
    public final Map<UUID, Integer> live = new ConcurrentHashMap<>();

    public final Map<UUID, Long> tombstones = new ConcurrentHashMap<>();
    /** Where requests came from: a port for each connection. */
    public final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    /** How often its clock was asked. */
    public final AtomicLong clockAsked = new AtomicLong();

    public FieldBroker(TestCa ca, long id, String cn) {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(ca.serverContext(cn)) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = getSSLContext().getDefaultSSLParameters();
                tls.setNeedClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        address = BrokerAddress.newBuilder()
                .setBrokerId(id)
                .setCn(cn)
                .setHost("127.0.0.1")
                .setPort(server.getAddress().getPort())
                .setName("broker " + id)
                .build();
    }

    public BrokerAddress address() {
        return address;
    }

    public UUID journal() {
        return journal;
    }

    /** Journals a batch; the lanes deliver it at once. */
    public synchronized void append(byte[] batch) {
        long next = end + batch.length + 32;
        records.add(new BatchFrame(end, next, now(), batch));
        end = next;
        notifyAll();
    }

    /** Journals a mark of the ledger. */
    public synchronized void mark(LedgerMark mark) {
        marks.add(end);
        append(mark.toByteArray());
    }

    public synchronized long end() {
        return end;
    }

    /** Position acknowledged last; -1 when none was. */
    public long checkpoint() {
        return checkpoint;
    }

    /** Ends every feed that is open now. */
    public synchronized void cut() {
        cutEpoch++;
        notifyAll();
    }

    /** Refuses everything from now on, or not any more. */
    public void setAway(boolean away) {
        this.away = away;
        cut();
    }

    /** Keeps connections open and says nothing. */
    public void setSilent(boolean silent) {
        this.silent = silent;
    }

    public void setClockAheadMs(long ms) {
        clockAheadMs = ms;
    }

    private long now() {
        return System.currentTimeMillis() + clockAheadMs;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            connections.add(exchange.getRemoteAddress());
            if (away) {
                say(exchange, 503, "away");
                return;
            }
            String path = exchange.getRequestURI().getPath();
            Map<String, String> query = query(exchange);
            if (path.startsWith("/checks/")) {
                checks(exchange, path, query);
                return;
            }
            switch (path) {
                case FeedPaths.SESSIONS -> open(exchange, query);
                case FeedPaths.DURABLE, FeedPaths.LIVE -> feed(exchange, path, query);
                case FeedPaths.CHECKPOINTS -> {
                    if (!isCurrent("durable", query)) {
                        say(exchange, 409, "an older session");
                        return;
                    }
                    checkpoint = Long.parseLong(query.getOrDefault("offset", "0"));
                    exchange.sendResponseHeaders(204, -1);
                }
                case FeedPaths.CLOCK -> {
                    clockAsked.incrementAndGet();
                    say(exchange, 200, "{\"now\":" + now() + "}");
                }
                default -> say(exchange, 404, path);
            }
        }
    }

    private void open(HttpExchange exchange, Map<String, String> query) throws IOException {
        long session = sessions.incrementAndGet();
        sessionOfLane.put(query.getOrDefault("lane", ""), session);
        say(
                exchange,
                200,
                "{\"session\":%d,\"journal\":\"%s\",\"begin\":0,\"end\":%d,\"checkpoint\":%d}"
                        .formatted(session, journal, end(), Math.max(0, checkpoint)));
    }

    private void feed(HttpExchange exchange, String path, Map<String, String> query) throws IOException {
        boolean live = path.equals(FeedPaths.LIVE);
        String lane = live ? "live" : "durable";
        if (!isCurrent(lane, query) || (!live && !journal.toString().equals(query.get("journal")))) {
            say(exchange, 409, "an older session or another journal");
            return;
        }
        long offset = Long.parseLong(query.getOrDefault("offset", "0"));
        long youngerThan = live ? now() - TEN_SECONDS : Long.MIN_VALUE;
        long epoch = cutEpoch;
        exchange.getResponseHeaders().set("Content-Type", FeedPaths.FRAMES);
        exchange.getResponseHeaders().set("Content-Encoding", "zstd");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        while (epoch == cutEpoch && isCurrent(lane, query)) {
            for (BatchFrame frame : after(offset)) {
                offset = frame.nextOffset();
                if (marks.contains(frame.offset())) {
                    if (!live) {
                        send(out, new Mark(frame.offset(), frame.nextOffset(), frame.journaledMs(), frame.batch()));
                    }
                } else if (frame.journaledMs() >= youngerThan) {
                    send(out, frame);
                }
            }
            send(out, new Heartbeat(now(), end(), 0));
            awaitMore(offset, epoch);
        }
    }

    private synchronized List<BatchFrame> after(long offset) {
        return records.stream().filter(record -> record.offset() >= offset).toList();
    }

    private synchronized void awaitMore(long offset, long epoch) {
        long until = System.currentTimeMillis() + 200;
        try {
            while (offset == end && epoch == cutEpoch && System.currentTimeMillis() < until) {
                wait(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(OutputStream out, FeedFrame frame) throws IOException {
        if (!silent) {
            out.write(Zstd.compress(FeedFrames.encode(List.of(frame))));
            out.flush();
        }
    }

    private void checks(HttpExchange exchange, String path, Map<String, String> query) throws IOException {
        if (path.equals(FeedPaths.CHECKS_BEGIN)) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        if (path.equals(FeedPaths.CHECKS_SHOW)) {
            List<String> held = new ArrayList<>();
            checks.forEach((uuid, check) ->
                    held.add("{\"uuid\":\"%s\",\"seq\":%d,\"deleted\":false}".formatted(uuid, check.getSeq())));
            tombstones.forEach(
                    (uuid, seq) -> held.add("{\"uuid\":\"%s\",\"seq\":%d,\"deleted\":true}".formatted(uuid, seq)));
            say(exchange, 200, held.toString());
            return;
        }
        UUID uuid = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        if (path.startsWith(FeedPaths.CHECKS_LIVE)) {
            live.merge(uuid, 1, Integer::sum);
            say(exchange, 200, "{\"live\":true}");
            return;
        }
        if (path.startsWith(FeedPaths.CHECKS_DELETE)) {
            checks.remove(uuid);
            tombstones.put(uuid, Long.valueOf(query.getOrDefault("seq", "0")));
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        Check.Builder check = Check.newBuilder();
        JsonFormat.parser().merge(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), check);
        Check held = checks.get(uuid);
        if (held != null && held.getSeq() > check.getSeq()) {
            say(exchange, 409, "a newer one is held");
            return;
        }
        checks.put(uuid, check.build());
        tombstones.remove(uuid);
        say(exchange, 200, "{\"seq\":" + check.getSeq() + "}");
    }

    private boolean isCurrent(String lane, Map<String, String> query) {
        return String.valueOf(sessionOfLane.get(lane)).equals(query.get("session"));
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static void say(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        cut();
        server.stop(0);
        threads.shutdownNow();
    }
}
