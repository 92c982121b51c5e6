package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.config.Check;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Check type {@code redis}: the fields of {@code INFO}. Keys: {@code port} (6379), {@code password}. Numbers become numeric metrics under the field's
 * own name, other values texts; a database's line {@code db0:keys=1,expires=0} becomes {@code db0`keys} and so on.
 */
@Component
final class RedisModule implements CheckModule {
    private static final int MOST_ANSWER = 1 << 20;

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public List<FieldError> verify(Check check) {
        return new Fields(check).target().wholeNumber("port", 1, 65535).errors();
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws IOException {
        try (Socket socket = TcpModule.connect(check, Integer.parseInt(check.getConfigOrDefault("port", "6379")))) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            String password = check.getConfigOrDefault("password", "");
            if (!password.isEmpty()) {
                send(out, "AUTH", password);
                answer(in);
            }
            send(out, "INFO");
            List<Sample> samples = samples(answer(in), nowMs);
            return CheckResult.good(samples.size() + " fields", samples);
        }
    }

    static List<Sample> samples(String info, long nowMs) {
        List<Sample> samples = new ArrayList<>();
        for (String line : info.split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (colon <= 0 || line.startsWith("#")) {
                continue;
            }
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1);
            if (name.startsWith("db") && value.contains("=")) {
                for (String part : value.split(",", -1)) {
                    int equals = part.indexOf('=');
                    samples.add(sample(name + "`" + part.substring(0, equals), part.substring(equals + 1), nowMs));
                }
            } else {
                samples.add(sample(name, value, nowMs));
            }
        }
        return samples;
    }

    private static Sample sample(String name, String value, long nowMs) {
        try {
            return value.matches("-?\\d{1,18}")
                    ? Sample.whole(name, MetricType.INT64, nowMs, Long.parseLong(value))
                    : Sample.real(name, nowMs, Double.parseDouble(value));
        } catch (NumberFormatException e) {
            return Sample.text(name, nowMs, value);
        }
    }

    private static void send(OutputStream out, String... words) throws IOException {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            command.append('$')
                    .append(word.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        out.write(command.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** A simple or bulk string; an error is thrown with Redis' own words. */
    private static String answer(InputStream in) throws IOException {
        String head = line(in);
        if (head.startsWith("+")) {
            return head.substring(1);
        }
        if (!head.startsWith("$")) {
            throw new IOException("Redis answered " + head.substring(0, Math.min(head.length(), 100)));
        }
        int length = Integer.parseInt(head.substring(1));
        if (length < 0 || length > MOST_ANSWER) {
            throw new IOException("Redis answered with " + length + " bytes");
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        line(in);
        return body;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.size() > MOST_ANSWER) {
                throw new IOException("Redis broke off");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
