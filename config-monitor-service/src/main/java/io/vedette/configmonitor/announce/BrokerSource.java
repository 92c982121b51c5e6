package io.vedette.configmonitor.announce;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.Broker;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.webdb.broker.Brokers;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class BrokerSource implements ResourceSource {
    private final Brokers brokers;

    BrokerSource(Brokers brokers) {
        this.brokers = brokers;
    }

    @Override
    public ConfigKey.Kind kind() {
        return ConfigKey.Kind.BROKER;
    }

    @Override
    public Table table() {
        return new Table("broker", "id");
    }

    @Override
    public Map<String, ConfigResource.Builder> read(Collection<String> ids) {
        return brokers.findAllById(Numbers.of(ids)).stream()
                .collect(toMap(broker -> Long.toString(broker.id()), BrokerSource::resource));
    }

    private static ConfigResource.Builder resource(io.vedette.webdb.broker.Broker broker) {
        return ConfigResource.newBuilder()
                .setVersion(broker.version())
                .setAccountId(requireNonNullElse(broker.accountId(), 0L))
                .setBroker(Broker.newBuilder()
                        .setId(broker.id())
                        .setCn(broker.cn())
                        .setName(broker.name())
                        .setHost(broker.host())
                        .setPort(broker.port())
                        .setRetired(broker.retired()));
    }
}
