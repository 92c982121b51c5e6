package io.vedette.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.local.servers.RedisServer;
import io.vedette.local.servers.ServerFolders;
import io.vedette.testsupport.RedisAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Redis goes and comes; with its data, and without. */
class RedisOutageTests {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PASSWORD = "onlyForThisTest1";

    @TempDir
    Path folder;

    @Test
    void spoolsWhileRedisIsAwayPushesInOrderWhenItIsBackAndFindsWhatARedisWithoutMemoryForgot() throws IOException {
        var folders = new ServerFolders(folder.resolve("redis"));
        RedisServer server = RedisServer.start(folders, 0, PASSWORD);
        var access = new RedisAccess("127.0.0.1", server.port(), PASSWORD);
        try (var house = new House(folder, access)) {
            house.initial("directory_observer.ini", """
                    [foreign]
                    active=true
                    directory=foreign
                    queue=foreign.queue
                    """);
            house.initial("plugins/p/config.ini", """
                    [step_main]
                    _cmd_and_args=sh -c 'sleep 1; cat "$1" >> %s' sh {PATH}
                    numprocesses=1
                    """.formatted(folder.resolve("seen")));
            house.start();
            StringRedisTemplate redis = house.redis();
            house.arrive("foreign", "before", "x");
            await().atMost(SOON).until(() -> names(redis).equals(List.of("before")));

            house.arrive("step.p.main", "held", "held\n");
            await().atMost(SOON).until(() -> !house.filesIn("tmp/p.main").isEmpty());
            server.close();
            for (int n = 0; n < 50; n++) {
                house.arrive("foreign", "during" + n, "x");
            }
            house.arrive("step.p.main", "later", "later\n");
            await().atMost(SOON)
                    .until(() -> house.status().path("spooledEvents").asInt() > 0);
            await().atMost(SOON).until(() -> Files.exists(folder.resolve("seen")));
            assertThat(Files.readString(folder.resolve("seen"))).isEqualTo("held\n");

            server = RedisServer.start(folders, access.port(), PASSWORD);
            await().atMost(SOON).until(() -> names(redis).size() >= 51);
            assertThat(names(redis)).startsWith("before", "during0", "during1").endsWith("during48", "during49");
            assertThat(names(redis)).hasSize(51);
            await().atMost(SOON)
                    .until(() -> Files.readString(folder.resolve("seen")).equals("held\nlater\n"));

            server.close();
            Files.delete(folder.resolve("redis/redis/appendonly.aof"));
            server = RedisServer.start(folders, access.port(), PASSWORD);
            await().atMost(SOON).until(() -> names(redis).size() == 51);
        } finally {
            server.close();
        }
    }

    private static List<String> names(StringRedisTemplate redis) {
        var names = new ArrayList<String>();
        for (String message : redis.opsForList().range("foreign.queue", 0, -1)) {
            names.addFirst(House.JSON.readTree(message).path("filename").asString());
        }
        return names;
    }
}
