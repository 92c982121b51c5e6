package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;

/** Check type {@code memcached}: what {@code stats} says, each under its own name. Key: {@code port} (11211). */
@Component
final class MemcachedModule implements CheckModule {
    private static final int MOST_LINES = 10_000;
    private static final String STAT = "STAT ";

    @Override
    public String name() {
        return "memcached";
    }

    @Override
    public List<FieldError> verify(Check check) {
        return new Fields(check).target().wholeNumber("port", 1, 65535).errors();
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws IOException {
        Collected collected = new Collected(nowMs);
        try (Socket socket = TcpModule.connect(check, Integer.parseInt(check.getConfigOrDefault("port", "11211")));
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream().write("stats\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < MOST_LINES; i++) {
                String line = in.readLine();
                if (line == null || !line.startsWith(STAT)) {
                    boolean isWhole = "END".equals(line);
                    return new CheckResult(
                            isWhole,
                            isWhole,
                            isWhole ? collected.size() + " values" : "broke off",
                            collected.samples());
                }
                String[] words = line.substring(STAT.length()).split(" ", 2);
                if (words.length == 2) {
                    collected.guessed(words[0], words[1]);
                }
            }
        }
        return new CheckResult(true, false, "more than " + MOST_LINES + " lines", collected.samples());
    }
}
