package io.vedette.observer.queue;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the link to Redis behaves when it is cut: commands fail at once, and none is sent a second time behind our back. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HomeSettings.class, QueueSettings.class})
class RedisLink {

    @Bean
    LettuceClientOptionsBuilderCustomizer failFast() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true);
    }
}
