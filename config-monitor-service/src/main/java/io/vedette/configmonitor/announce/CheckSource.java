package io.vedette.configmonitor.announce;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.contracts.proto.config.MetricFilter;
import io.vedette.contracts.seal.CheckSecrets;
import io.vedette.webdb.account.AccountLimits;
import io.vedette.webdb.broker.Brokers;
import io.vedette.webdb.check.BundleSettings;
import io.vedette.webdb.check.CheckBundle;
import io.vedette.webdb.check.CheckBundles;
import io.vedette.webdb.check.Checks;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Checks as a broker runs them: each carries what stands in its bundle, its secrets sealed for its broker. */
@Component
class CheckSource implements ResourceSource {
    private final Checks checks;
    private final CheckBundles bundles;
    private final Brokers brokers;
    private final AccountLimits limits;

    CheckSource(Checks checks, CheckBundles bundles, Brokers brokers, AccountLimits limits) {
        this.limits = limits;
        this.checks = checks;
        this.bundles = bundles;
        this.brokers = brokers;
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
        Map<Long, PublicKey> keys = keys(found);
        Map<Long, Long> streams = streams(found);
        return found.stream()
                .collect(toMap(
                        check -> check.uuid().toString(),
                        check -> resource(check, requireNonNull(theirBundles.get(check.bundleId())), keys, streams)));
    }

    /** How many their accounts may have, as far as that is limited. */
    private Map<Long, Long> streams(List<io.vedette.webdb.check.Check> found) {
        Map<Long, Long> streams = new HashMap<>();
        List<Long> accounts = found.stream()
                .map(io.vedette.webdb.check.Check::accountId)
                .distinct()
                .toList();
        limits.findAllById(accounts)
                .forEach(limit -> streams.put(limit.accountId(), requireNonNullElse(limit.streams(), 0L)));
        return streams;
    }

    private Map<Long, PublicKey> keys(List<io.vedette.webdb.check.Check> found) {
        Map<Long, PublicKey> keys = new HashMap<>();
        List<Long> ids = found.stream()
                .map(io.vedette.webdb.check.Check::brokerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        brokers.findAllById(ids).forEach(broker -> broker.publicKey().ifPresent(key -> keys.put(broker.id(), key)));
        return keys;
    }

    /** For its broker alone; without one that has a key, nobody could use the secrets. */
    private static Check sealed(Check check, Map<Long, PublicKey> keys) {
        PublicKey key = keys.get(check.getBrokerId());
        return key == null ? CheckSecrets.remove(check) : CheckSecrets.seal(check, key);
    }

    private static ConfigResource.Builder resource(
            io.vedette.webdb.check.Check check,
            CheckBundle bundle,
            Map<Long, PublicKey> keys,
            Map<Long, Long> streams) {
        BundleSettings settings = bundle.settings();
        return ConfigResource.newBuilder()
                .setVersion(check.version())
                .setAccountId(check.accountId())
                .setCheck(sealed(
                        Check.newBuilder()
                                .setUuid(check.uuid().toString())
                                .setId(check.id())
                                .setBundleId(bundle.id())
                                .setBrokerId(requireNonNullElse(check.brokerId(), 0L))
                                .setAccountId(check.accountId())
                                .setType(settings.type())
                                .setName(settings.displayName())
                                .setTarget(settings.target())
                                .setPeriodMs(
                                        Duration.ofSeconds(settings.periodS()).toMillis())
                                .setTimeoutMs(settings.timeoutMs())
                                .putAllConfig(settings.config())
                                .setActive(settings.active())
                                .setMetricLimit(settings.metricLimit())
                                .addAllMetricFilters(filters(settings.metricFilters()))
                                .addAllTags(settings.tags())
                                .setShards(check.shards())
                                .setAccountStreams(streams.getOrDefault(check.accountId(), 0L))
                                .build(),
                        keys));
    }

    private static List<MetricFilter> filters(List<List<String>> rules) {
        return rules.stream()
                .filter(words -> !words.getFirst().equals("selector"))
                .map(CheckSource::filter)
                .toList();
    }

    /** As API v2 writes it: {@code [allow|deny, expression, comment]} or {@code [allow|deny, expression, "tags", query, comment]}. */
    private static MetricFilter filter(List<String> words) {
        boolean asksTags = words.size() > 3 && words.get(2).equals("tags");
        int comment = asksTags ? 4 : 2;
        return MetricFilter.newBuilder()
                .setAction(words.get(0))
                .setPattern(words.get(1))
                .setTags(asksTags ? words.get(3) : "")
                .setComment(words.size() > comment ? words.get(comment) : "")
                .build();
    }
}
