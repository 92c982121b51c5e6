package io.vedette.contracts.kafka;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and refuses, by name, those whose settings are not {@link Topic}'s. Safe to run by every service at once. */
public final class TopicCheck {
    private static final long TIMEOUT_S = 30;
    private static final long PAUSE_MS = 100;

    private TopicCheck() {}

    /**
     * @throws WrongTopicException naming every wrong setting at once
     * @throws KafkaException when Kafka does not answer within 30 s
     */
    public static void ensure(Admin admin, EnumSet<Topic> topics) throws InterruptedException {
        try {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(TIMEOUT_S, TimeUnit.SECONDS)
                    .size();
            Set<String> there = admin.listTopics().names().get(TIMEOUT_S, TimeUnit.SECONDS);
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !there.contains(topic.title()))
                    .map(topic -> topic.toCreate(brokers))
                    .toList();
            create(admin, missing);
            List<String> wrong = wrongSettings(admin, topics);
            if (!wrong.isEmpty()) {
                throw new WrongTopicException(String.join("; ", wrong));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka did not answer for its topics", e);
        }
    }

    private static void create(Admin admin, List<NewTopic> missing)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get(TIMEOUT_S, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private static List<String> wrongSettings(Admin admin, EnumSet<Topic> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<String> names = topics.stream().map(Topic::title).toList();
        Map<String, TopicDescription> described = described(admin, names);
        Map<ConfigResource, Config> configs = admin.describeConfigs(
                        names.stream().map(TopicCheck::resource).toList())
                .all()
                .get(TIMEOUT_S, TimeUnit.SECONDS);
        List<String> wrong = new ArrayList<>();
        for (Topic topic : topics) {
            int partitions =
                    requireNonNull(described.get(topic.title())).partitions().size();
            if (partitions != topic.partitions()) {
                wrong.add(topic.title() + " has " + partitions + " partitions, not " + topic.partitions());
            }
            Config config = requireNonNull(configs.get(resource(topic.title())));
            topic.settings().forEach((key, expected) -> {
                String actual = config.get(key).value();
                if (!expected.equals(actual)) {
                    wrong.add(topic.title() + " has " + key + "=" + actual + ", not " + expected);
                }
            });
        }
        return wrong;
    }

    /** A topic made a moment ago, by us or by another service, may not be known to every node yet. */
    private static Map<String, TopicDescription> described(Admin admin, List<String> names)
            throws ExecutionException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_S);
        while (true) {
            try {
                return admin.describeTopics(names).allTopicNames().get(TIMEOUT_S, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > end) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
