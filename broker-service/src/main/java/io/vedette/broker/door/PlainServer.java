package io.vedette.broker.door;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The plain port gets the same limits of time as the TLS port. */
@Configuration(proxyBeanMethods = false)
class PlainServer {

    @Bean
    NettyServerCustomizer serverTimeouts(DoorSettings settings) {
        return server -> server.readTimeout(settings.readTimeout()).idleTimeout(settings.idleTimeout());
    }
}
