package io.vedette.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

class RedisServerTests {

    private static final String PASSWORD = "redisPassword1";

    @TempDir
    Path home;

    @Test
    void keepsListsOverAStop() {
        try (RedisServer server = start();
                Jedis jedis = connect(server)) {
            jedis.lpush("queue.step.a.main", "event");
        }
        try (RedisServer server = start();
                Jedis jedis = connect(server)) {
            assertThat(jedis.llen("queue.step.a.main")).isEqualTo(1);
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        try (RedisServer server = start();
                Jedis jedis = new Jedis("127.0.0.1", server.port())) {
            assertThatThrownBy(() -> jedis.llen("queue"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("NOAUTH");
        }
    }

    private RedisServer start() {
        return RedisServer.start(new ServerFolders(home), 0, PASSWORD);
    }

    private static Jedis connect(RedisServer server) {
        return new Jedis(
                "127.0.0.1",
                server.port(),
                DefaultJedisClientConfig.builder().password(PASSWORD).build());
    }
}
