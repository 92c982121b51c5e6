package io.vedette.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import org.springframework.test.context.junit.jupiter.SpringExtension;

@ExtendWith(SpringExtension.class)
@ContextConfiguration(classes = WithServersTests.class)
@TestConstructor(autowireMode = AutowireMode.ALL)
@WithServers({Server.POSTGRES, Server.REDIS, Server.KAFKA})
class WithServersTests {

    private final Environment environment;

    WithServersTests(Environment environment) {
        this.environment = environment;
    }

    @Test
    void setsTheKeysThatServicesRead() {
        assertThat(environment.getProperty("spring.datasource.url")).startsWith("jdbc:postgresql://");
        assertThat(environment.getProperty("spring.datasource.username")).startsWith("test_");
        assertThat(environment.getProperty("spring.datasource.password")).isNotBlank();
        assertThat(environment.getProperty("spring.data.redis.host")).isNotBlank();
        assertThat(environment.getProperty("spring.data.redis.port", Integer.class))
                .isPositive();
        assertThat(environment.getProperty("spring.data.redis.password")).isNotBlank();
        assertThat(environment.getProperty("spring.kafka.bootstrap-servers"))
                .isEqualTo(TestServers.kafka().bootstrapServers());
        assertThat(environment.getProperty("spring.kafka.security.protocol")).isNotBlank();
    }
}
