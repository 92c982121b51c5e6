package io.vedette.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.testsupport.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

/** More files than notifications or queues bear. */
class ArrivalTests {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MANY = 5_000;

    @TempDir
    Path folder;

    @Test
    void announcesEveryFileOfAFloodAndNoMoreThanAQueueMayHold() throws IOException {
        try (var house = new House(folder, TestServers.redis())) {
            StringRedisTemplate redis = house.redis();
            redis.delete(List.of("flood.queue", "short.queue"));
            house.initial("directory_observer.ini", """
                    [common]
                    active=true
                    [flood]
                    directory=flood
                    queue=flood.queue
                    [short]
                    directory=short
                    queue=short.queue
                    poll_queue_limit=3
                    """);
            for (int n = 0; n < 10; n++) {
                house.arrive("short", "waiting" + n, "x");
            }
            house.start();
            await().atMost(SOON).until(() -> names(redis, "short.queue").size() == 3);
            Path flood = house.data.resolve("flood");
            for (int n = 0; n < MANY; n++) {
                Files.createFile(flood.resolve("file" + n));
            }
            await().atMost(SOON).until(() -> names(redis, "flood.queue").size() == MANY);

            assertThat(redis.opsForList().size("short.queue")).isEqualTo(3);
            for (String name : names(redis, "short.queue")) {
                Files.delete(house.data.resolve("short").resolve(name));
            }
            redis.delete("short.queue");
            await().atMost(SOON).until(() -> names(redis, "short.queue").size() == 3);
        }
    }

    private static Set<String> names(StringRedisTemplate redis, String list) {
        var names = new HashSet<String>();
        for (String message : redis.opsForList().range(list, 0, -1)) {
            names.add(House.JSON.readTree(message).path("filename").asString());
        }
        return names;
    }
}
