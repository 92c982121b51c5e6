package io.vedette.local.servers;

import java.nio.file.Path;
import java.util.Map;

/**
 * The server.properties of one node that is broker and controller at once, small, on loopback, and the properties of those who connect.
 *
 * @param port where clients connect
 * @param controllerPort where the controller listens
 * @param login whom it lets in
 * @param data folder of its logs
 */
record KafkaSettings(int port, int controllerPort, Login login, Path data) {

    String serverProperties() {
        String jaas = jaas() + " user_" + login.user() + "=\"" + login.password() + "\";";
        return """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            listeners=CLIENT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=CLIENT://127.0.0.1:%1$d
            controller.listener.names=CONTROLLER
            inter.broker.listener.name=CLIENT
            listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
            sasl.enabled.mechanisms=PLAIN
            sasl.mechanism.inter.broker.protocol=PLAIN
            sasl.mechanism.controller.protocol=PLAIN
            listener.name.client.plain.sasl.jaas.config=%3$s
            listener.name.controller.plain.sasl.jaas.config=%3$s
            log.dirs=%4$s
            auto.create.topics.enable=false
            default.replication.factor=1
            min.insync.replicas=1
            num.partitions=1
            offsets.topic.num.partitions=4
            offsets.topic.replication.factor=1
            transaction.state.log.num.partitions=2
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            share.coordinator.state.topic.num.partitions=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            group.initial.rebalance.delay.ms=0
            log.cleaner.dedupe.buffer.size=4194304
            log.cleaner.io.buffer.size=131072
            num.network.threads=2
            num.io.threads=4
            background.threads=2
            num.recovery.threads.per.data.dir=2
            socket.request.max.bytes=16777216
            """.formatted(port, controllerPort, jaas, data);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    Map<String, String> clientProperties() {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                jaas() + ";");
    }

    private String jaas() {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\""
                .formatted(login.user(), login.password());
    }

    @Override
    public String toString() {
        return bootstrapServers();
    }
}
