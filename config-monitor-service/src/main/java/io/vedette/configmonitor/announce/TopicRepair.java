package io.vedette.configmonitor.announce;

import static java.util.Objects.requireNonNullElse;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.configmonitor.announce.WebDbIdentity.Identity;
import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.kafka.ConfigKey.Kind;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.config.ConfigResource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares topic and database and puts every difference into the outbox: what the topic lacks or has older, what it has and the database has not. When the
 * topic knows versions this database never gave out, the database was restored or is another one: its generation is raised, so that its word counts again.
 */
@Component
class TopicRepair {
    private static final Logger LOG = LoggerFactory.getLogger(TopicRepair.class);

    private final KafkaLink kafka;
    private final WebDbIdentity identity;
    private final Outbox outbox;
    private final Changes changes;

    TopicRepair(KafkaLink kafka, WebDbIdentity identity, Outbox outbox, Changes changes) {
        this.kafka = kafka;
        this.identity = identity;
        this.outbox = outbox;
        this.changes = changes;
    }

    /** Reads both topics to their end; no transaction is open meanwhile. */
    void repair() {
        Map<String, ConfigResource> announced = announced();
        Map<String, byte[]> addresses = kafka.lastWords(Topic.BROKERS);
        Map<String, Long> living = changes.living();
        Identity speaker = speaker(announced, living);
        Set<String> wrong = new TreeSet<>();
        living.forEach((key, version) -> {
            if (isStale(announced.get(key), version, speaker)) {
                wrong.add(key);
            }
        });
        announced.forEach((key, resource) -> {
            if (!resource.getDeleted() && !living.containsKey(key)) {
                wrong.add(key);
            }
        });
        wrong.addAll(wrongAddresses(addresses, announced, living));
        wrong.forEach(key -> outbox.add(ConfigKey.parse(key)));
        if (!wrong.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("resources", wrong.size())
                    .log("the topic differs from the Web DB and is repaired");
        }
    }

    private Map<String, ConfigResource> announced() {
        Map<String, ConfigResource> announced = new HashMap<>();
        kafka.lastWords(Topic.CONFIG).forEach((key, value) -> {
            try {
                ConfigKey.parse(key);
                announced.put(key, ConfigResource.parseFrom(value));
            } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
                LOG.atWarn().addKeyValue("key", key).log("the topic holds a record that is none of ours");
            }
        });
        return announced;
    }

    /** This database, its generation raised when the topic is ahead of it. */
    private Identity speaker(Map<String, ConfigResource> announced, Map<String, Long> living) {
        Identity speaker = identity.read();
        long highest = speaker.generation();
        boolean ahead = false;
        for (Map.Entry<String, ConfigResource> word : announced.entrySet()) {
            long known = requireNonNullElse(living.get(word.getKey()), speaker.lastVersion());
            ahead |= isAhead(word.getValue(), speaker, known);
            highest = Math.max(highest, word.getValue().getRestoreGeneration());
        }
        if (!ahead) {
            return speaker;
        }
        LOG.atWarn()
                .addKeyValue("generation", highest + 1)
                .log("the topic is ahead of the Web DB, which was restored or replaced: all is announced anew");
        identity.raiseGeneration(highest + 1);
        return identity.read();
    }

    private static boolean isAhead(ConfigResource announced, Identity speaker, long known) {
        long generation = announced.getRestoreGeneration();
        return generation > speaker.generation()
                || (generation == speaker.generation()
                        && (!announced.getWebdbId().equals(speaker.id()) || announced.getVersion() > known));
    }

    private static boolean isStale(@Nullable ConfigResource announced, long version, Identity speaker) {
        return announced == null
                || announced.getRestoreGeneration() < speaker.generation()
                || announced.getVersion() < version;
    }

    /** Brokers whose address the topic lacks, has otherwise, or has though nobody is to dial them. */
    private static Set<String> wrongAddresses(
            Map<String, byte[]> addresses, Map<String, ConfigResource> announced, Map<String, Long> living) {
        Set<String> wrong = new TreeSet<>();
        addresses.keySet().stream()
                .map(id -> new ConfigKey(Kind.BROKER, id).toString())
                .filter(key -> !living.containsKey(key))
                .forEach(wrong::add);
        announced.forEach((key, resource) -> {
            if (resource.hasBroker() && living.containsKey(key)) {
                byte[] there = addresses.get(ConfigKey.parse(key).id());
                byte[] due = resource.getBroker().getRetired()
                        ? null
                        : Publisher.addressOf(resource.getBroker()).toByteArray();
                if (!Arrays.equals(there, due)) {
                    wrong.add(key);
                }
            }
        });
        return wrong;
    }
}
