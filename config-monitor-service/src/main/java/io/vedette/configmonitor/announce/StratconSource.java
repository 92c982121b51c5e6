package io.vedette.configmonitor.announce;

import static java.util.stream.Collectors.toMap;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.contracts.proto.config.Stratcon;
import io.vedette.webdb.broker.Stratcons;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class StratconSource implements ResourceSource {
    private final Stratcons stratcons;

    StratconSource(Stratcons stratcons) {
        this.stratcons = stratcons;
    }

    @Override
    public ConfigKey.Kind kind() {
        return ConfigKey.Kind.STRATCON;
    }

    @Override
    public Table table() {
        return new Table("stratcon", "id");
    }

    @Override
    public Map<String, ConfigResource.Builder> read(Collection<String> ids) {
        return stratcons.findAllById(Numbers.of(ids)).stream()
                .collect(toMap(stratcon -> Long.toString(stratcon.id()), StratconSource::resource));
    }

    private static ConfigResource.Builder resource(io.vedette.webdb.broker.Stratcon stratcon) {
        return ConfigResource.newBuilder()
                .setVersion(stratcon.version())
                .setStratcon(Stratcon.newBuilder()
                        .setId(stratcon.id())
                        .setCn(stratcon.cn())
                        .setName(stratcon.name()));
    }
}
