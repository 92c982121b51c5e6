package io.vedette.alerting.config;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.kafka.ConfigKey.Kind;
import io.vedette.contracts.proto.config.Broker;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.contracts.proto.config.ContactGroup;
import io.vedette.contracts.proto.config.Maintenance;
import io.vedette.contracts.proto.config.RuleSet;
import io.vedette.contracts.proto.config.User;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The resources as they are now. One thread applies, any thread asks. References may dangle: whoever asks gets nothing for what is not here (yet).
 * A deleted resource is kept as its version alone, so that a late older record cannot revive it.
 */
@Component
public class Configuration {
    private static final Comparator<ConfigResource> AGE = Comparator.comparing(
                    ConfigResource::getRestoreGeneration, Long::compareUnsigned)
            .thenComparing(ConfigResource::getVersion, Long::compareUnsigned);

    private final Map<ConfigKey, ConfigResource> resources = new ConcurrentHashMap<>();

    /** Apart, since each message to be sent asks for all; what is deleted stays as a window of no time. */
    private final Map<ConfigKey, Maintenance> maintenance = new ConcurrentHashMap<>();

    private final AtomicLong ruleRevision = new AtomicLong();

    /** Takes a resource unless one of a higher version is here. */
    public void apply(ConfigKey key, ConfigResource resource) {
        ConfigResource held = resources.get(key);
        if (held != null && AGE.compare(resource, held) < 0) {
            return;
        }
        resources.put(key, resource);
        if (key.kind() == Kind.MAINTENANCE) {
            maintenance.put(key, resource.getMaintenance());
        }
        synchronized (this) {
            notifyAll();
        }
        if (key.kind() == Kind.RULE_SET || key.kind() == Kind.CHECK) {
            ruleRevision.incrementAndGet();
        }
    }

    /** Rises with every change of a rule set or a check. */
    public long ruleRevision() {
        return ruleRevision.get();
    }

    public Stream<RuleSet> ruleSets() {
        return resources.values().stream()
                .filter(resource -> !resource.getDeleted() && resource.hasRuleSet())
                .map(ConfigResource::getRuleSet);
    }

    public Stream<Maintenance> maintenance() {
        return maintenance.values().stream();
    }

    public Optional<RuleSet> ruleSet(long id) {
        return find(Kind.RULE_SET, Long.toString(id)).map(ConfigResource::getRuleSet);
    }

    /** Waits until the rule set is here in this version or a higher one, but not longer than the given time. */
    public synchronized void awaitRuleSet(long id, long version, Duration most) throws InterruptedException {
        ConfigKey key = new ConfigKey(Kind.RULE_SET, Long.toString(id));
        long end = System.nanoTime() + most.toNanos();
        long left = most.toMillis();
        while (!isHere(key, version) && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    private boolean isHere(ConfigKey key, long version) {
        ConfigResource held = resources.get(key);
        return held != null && Long.compareUnsigned(held.getVersion(), version) >= 0;
    }

    public Optional<Check> check(String uuid) {
        return find(Kind.CHECK, uuid).map(ConfigResource::getCheck);
    }

    /** Whether the check is known to be deleted or not active; one that is not known at all may be on its way. */
    public boolean isCheckOff(String uuid) {
        ConfigResource held = resources.get(new ConfigKey(Kind.CHECK, uuid));
        return held != null && (held.getDeleted() || !held.getCheck().getActive());
    }

    public Optional<Broker> broker(long id) {
        return find(Kind.BROKER, Long.toString(id)).map(ConfigResource::getBroker);
    }

    public Optional<ContactGroup> contactGroup(long id) {
        return find(Kind.CONTACT_GROUP, Long.toString(id)).map(ConfigResource::getContactGroup);
    }

    public Optional<User> user(long id) {
        return find(Kind.USER, Long.toString(id)).map(ConfigResource::getUser);
    }

    /** Name of the account, empty while it is not known. */
    public String accountName(long id) {
        return find(Kind.ACCOUNT, Long.toString(id))
                .map(resource -> resource.getAccount().getName())
                .orElse("");
    }

    private Optional<ConfigResource> find(Kind kind, String id) {
        return Optional.ofNullable(resources.get(new ConfigKey(kind, id))).filter(held -> !held.getDeleted());
    }
}
