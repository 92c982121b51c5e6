package io.vedette.local.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What is sent by one protocol in a measurement: one body again and again, its timestamps moved on, so that none of it is a repeat. Belongs to one thread.
 *
 * @param protocol as the broker's counters name it
 * @param path where it is pushed; empty for what goes over a socket of its own
 * @param samples in one body
 * @param stamps where the timestamps stand in it
 * @param digits of one timestamp; 0 when it is a Protobuf number of six bytes
 */
record Load(String protocol, String path, byte[] body, int samples, List<Integer> stamps, int digits) {
    private static final int SERIES = 500;
    private static final int FIELDS = 10;

    /** In one body. */
    static final int STREAMS = SERIES * FIELDS;

    /** Not so long ago that times are longer in a batch than they are with samples of today. */
    private static final long FIRST_MS = System.currentTimeMillis() - 12 * 3_600_000L;

    /**
     * Telegraf's kind of lines: ten fields each.
     *
     * @param sender whose hosts they are: nobody else's
     */
    static Load lineProtocol(UUID check, String secret, int sender) {
        StringBuilder body = new StringBuilder();
        List<Integer> stamps = new ArrayList<>();
        for (int series = 0; series < SERIES; series++) {
            body.append("cpu,host=host-")
                    .append(sender)
                    .append('-')
                    .append(series / 8)
                    .append(",cpu=cpu")
                    .append(series % 8);
            for (int field = 0; field < FIELDS; field++) {
                body.append(field == 0 ? ' ' : ',')
                        .append("usage_")
                        .append(field)
                        .append('=');
                body.append(series % 100).append('.').append(field + 10);
            }
            stamps.add(body.append(' ').length());
            body.append(FIRST_MS).append('\n');
        }
        String path = "/module/influxdb/" + check + "/" + secret + "/write?precision=ms";
        return of("influxdb", path, body, SERIES * FIELDS, stamps, 13);
    }

    static Load httpTrap(UUID check, String secret, int sender) {
        StringBuilder body = new StringBuilder("{");
        List<Integer> stamps = new ArrayList<>();
        for (int series = 0; series < SERIES; series++) {
            body.append(series == 0 ? "" : ",")
                    .append("\"host-")
                    .append(sender)
                    .append('-')
                    .append(series)
                    .append("\":{");
            for (int field = 0; field < FIELDS; field++) {
                body.append(field == 0 ? "" : ",").append("\"usage_").append(field);
                body.append("\":{\"_type\":\"n\",\"_value\":").append(field).append(".25,\"_ts\":");
                stamps.add(body.length());
                body.append(FIRST_MS).append('}');
            }
            body.append('}');
        }
        String path = "/module/httptrap/" + check + "/" + secret;
        return of("httptrap", path, body.append('}'), SERIES * FIELDS, stamps, 13);
    }

    static Load graphite(String protocol, int sender) {
        StringBuilder body = new StringBuilder();
        List<Integer> stamps = new ArrayList<>();
        for (int series = 0; series < SERIES * FIELDS; series++) {
            body.append("servers.host-")
                    .append(sender)
                    .append('-')
                    .append(series / FIELDS)
                    .append(".cpu.usage_")
                    .append(series % FIELDS);
            stamps.add(body.append(" 12.25 ").length());
            body.append(FIRST_MS / 1000).append('\n');
        }
        return of(protocol, "", body, SERIES * FIELDS, stamps, 10);
    }

    /** As Prometheus sends: one sample of each of many series. */
    static Load remoteWrite(UUID check, String secret, int sender) {
        ProtoBytes request = new ProtoBytes();
        List<Integer> stamps = new ArrayList<>();
        int samples = SERIES * FIELDS;
        for (int series = 0; series < samples; series++) {
            ProtoBytes one = new ProtoBytes();
            one.message(1, label("__name__", "node_cpu_seconds_total"));
            one.message(1, label("cpu", Integer.toString(series % 8)));
            one.message(1, label("instance", "host-" + sender + "-" + series / 8 + ":9100"));
            one.message(1, label("job", "node"));
            ProtoBytes sample = new ProtoBytes().real(1, 12.25).number(2, FIRST_MS);
            one.message(2, sample);
            request.message(1, one);
            stamps.add(request.size() - ProtoBytes.STAMP_BYTES);
        }
        String path = "/module/prometheus/" + check + "/" + secret;
        return new Load("remotewrite", path, request.bytes(), samples, stamps, 0);
    }

    private static ProtoBytes label(String name, String value) {
        return new ProtoBytes().text(1, name).text(2, value);
    }

    private static Load of(
            String protocol, String path, StringBuilder body, int samples, List<Integer> stamps, int digits) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return new Load(protocol, path, bytes, samples, List.copyOf(stamps), digits);
    }

    /** Moves all timestamps to this step; another step has none of them. */
    byte[] at(long step) {
        long stamp = digits == 10 ? FIRST_MS / 1000 + step : FIRST_MS + step;
        byte[] text =
                digits == 0 ? ProtoBytes.varint(stamp) : Long.toString(stamp).getBytes(StandardCharsets.US_ASCII);
        stamps.forEach(at -> System.arraycopy(text, 0, body, at, text.length));
        return body;
    }
}
