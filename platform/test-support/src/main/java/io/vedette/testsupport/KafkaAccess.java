package io.vedette.testsupport;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;

/**
 * A Kafka for the tests of this JVM, shared by all of them. It makes no topics by itself.
 *
 * @param bootstrapServers host:port
 * @param clientProperties what any client needs to connect, {@code bootstrap.servers} included; may hold a password
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> clientProperties) {

    public KafkaAccess {
        clientProperties = Map.copyOf(clientProperties);
    }

    /** Deletes every topic, for tests that count from zero; nobody may be using them. */
    public void clear() {
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(clientProperties))) {
            Set<String> topics = new HashSet<>(admin.listTopics().names().get());
            KafkaFuture<Void> gone = admin.deleteTopics(topics).all();
            gone.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics cannot be deleted", e.getCause());
        }
    }

    @Override
    public String toString() {
        return bootstrapServers;
    }
}
