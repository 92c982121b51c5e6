package io.vedette.configmonitor.announce;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.webdb.check.BundleSettings;
import io.vedette.webdb.check.CheckBundle;
import io.vedette.webdb.check.CheckBundles;
import io.vedette.webdb.check.Checks;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Checks as a broker runs them: each carries what stands in its bundle. */
@Component
class CheckSource implements ResourceSource {
    private final Checks checks;
    private final CheckBundles bundles;

    CheckSource(Checks checks, CheckBundles bundles) {
        this.checks = checks;
        this.bundles = bundles;
    }

    @Override
    public ConfigKey.Kind kind() {
        return ConfigKey.Kind.CHECK;
    }

    @Override
    public Table table() {
        return new Table("bundle_check", "uuid");
    }

    @Override
    public Map<String, ConfigResource.Builder> read(Collection<String> ids) {
        List<io.vedette.webdb.check.Check> found =
                checks.findByUuidIn(ids.stream().map(UUID::fromString).toList());
        Map<Long, CheckBundle> theirBundles =
                bundles
                        .findAllById(found.stream()
                                .map(io.vedette.webdb.check.Check::bundleId)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(toMap(CheckBundle::id, bundle -> bundle));
        return found.stream()
                .collect(toMap(
                        check -> check.uuid().toString(),
                        check -> resource(check, requireNonNull(theirBundles.get(check.bundleId())))));
    }

    private static ConfigResource.Builder resource(io.vedette.webdb.check.Check check, CheckBundle bundle) {
        BundleSettings settings = bundle.settings();
        return ConfigResource.newBuilder()
                .setVersion(check.version())
                .setAccountId(check.accountId())
                .setCheck(Check.newBuilder()
                        .setUuid(check.uuid().toString())
                        .setId(check.id())
                        .setBundleId(bundle.id())
                        .setBrokerId(requireNonNullElse(check.brokerId(), 0L))
                        .setAccountId(check.accountId())
                        .setType(settings.type())
                        .setName(settings.displayName())
                        .setTarget(settings.target())
                        .setPeriodMs(Duration.ofSeconds(settings.periodS()).toMillis())
                        .setTimeoutMs(settings.timeoutMs())
                        .putAllConfig(settings.config())
                        .setActive(settings.active())
                        .setMetricLimit(settings.metricLimit())
                        .addAllTags(settings.tags())
                        .setShards(check.shards())
                        .setSeq(check.version()));
    }
}
