package io.vedette.alerting;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.feed.Position;
import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.kafka.ConfigKey.Kind;
import io.vedette.contracts.kafka.MetricsRecord;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.kafka.TopicCheck;
import io.vedette.contracts.proto.config.Account;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.contracts.proto.config.Contact;
import io.vedette.contracts.proto.config.ContactGroup;
import io.vedette.contracts.proto.config.Maintenance;
import io.vedette.contracts.proto.config.Rule;
import io.vedette.contracts.proto.config.RuleSet;
import io.vedette.contracts.proto.config.SeverityContacts;
import io.vedette.contracts.proto.config.User;
import io.vedette.contracts.proto.faults.FaultTransition;
import io.vedette.contracts.proto.feeds.BrokerFeed;
import io.vedette.contracts.proto.feeds.LaneState;
import io.vedette.testsupport.TestServers;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the rest of the suite would put on Kafka. Each has a check, a rule set and a contact group of its own; the account is 1. */
final class Surroundings implements AutoCloseable {
    private static final AtomicLong IDS = new AtomicLong(1000);

    final UUID check = UUID.randomUUID();
    final long ruleSet = IDS.incrementAndGet();
    final long group = IDS.incrementAndGet();
    final UUID journal = UUID.randomUUID();

    private final KafkaProducer<byte[], byte[]> producer;
    private long version = 1;
    private long offset;
    private long batches;

    Surroundings() throws InterruptedException {
        Map<String, Object> client = new HashMap<>(TestServers.kafka().clientProperties());
        try (Admin admin = Admin.create(client)) {
            TopicCheck.ensure(admin, EnumSet.allOf(Topic.class));
        }
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        announce(
                Kind.ACCOUNT,
                "1",
                resource().setAccount(Account.newBuilder().setId(1).setName("Aérodrome")));
        announce(Kind.USER, "5", resource().setUser(User.newBuilder().setId(5).setEmail("ada@example.org")));
        announce(
                Kind.CHECK,
                check.toString(),
                resource()
                        .setCheck(Check.newBuilder()
                                .setUuid(check.toString())
                                .setId(44)
                                .setBundleId(33)
                                .setBrokerId(7)
                                .setType("httptrap")
                                .setName("turbine")
                                .setTarget("hall-3")
                                .setActive(true)
                                .addTags("site:north")));
    }

    void contacts(Contact... contacts) {
        announce(
                Kind.CONTACT_GROUP,
                Long.toString(group),
                resource()
                        .setContactGroup(ContactGroup.newBuilder()
                                .setId(group)
                                .setAccountId(1)
                                .setName("on call")
                                .addAllContacts(List.of(contacts))));
    }

    static Contact webhook(String url) {
        return Contact.newBuilder()
                .setMethod("http")
                .setAddress(url)
                .setFormat("json")
                .setHttpMethod("POST")
                .build();
    }

    static Contact user(long id) {
        return Contact.newBuilder().setMethod("email").setUserId(id).build();
    }

    static Contact email(String address) {
        return Contact.newBuilder().setMethod("email").setAddress(address).build();
    }

    /** Stream {@code rpm}, told to the group at severities 1 and 2. */
    void rules(Rule... rules) {
        announce(
                Kind.RULE_SET,
                Long.toString(ruleSet),
                resource()
                        .setRuleSet(RuleSet.newBuilder()
                                .setId(ruleSet)
                                .setAccountId(1)
                                .setCheckUuid(check.toString())
                                .setMetricName("rpm|ST[unit:1/min]")
                                .setName("overspeed")
                                .setNotes("call the miller")
                                .setVersion(version + 1)
                                .addAllRules(List.of(rules))
                                .addContacts(SeverityContacts.newBuilder()
                                        .setSeverity(1)
                                        .addContactGroupIds(group))
                                .addContacts(SeverityContacts.newBuilder()
                                        .setSeverity(2)
                                        .addContactGroupIds(group))));
    }

    static Rule above(String value, int severity) {
        return Rule.newBuilder()
                .setCriteria("max value")
                .setValue(value)
                .setSeverity(severity)
                .build();
    }

    /** Nobody is told of the rule set's faults meanwhile. */
    void maintenance(Instant start, Instant stop) {
        announce(
                Kind.MAINTENANCE,
                Long.toString(group),
                resource()
                        .setMaintenance(Maintenance.newBuilder()
                                .setId(group)
                                .setAccountId(1)
                                .setType("rule_set")
                                .setItem("/rule_set/" + ruleSet)
                                .addSeverities(1)
                                .setStartMs(start.toEpochMilli())
                                .setStopMs(stop.toEpochMilli())));
    }

    /** Version of what was announced last. */
    long version() {
        return version;
    }

    void deleteRuleSet() {
        announce(Kind.RULE_SET, Long.toString(ruleSet), resource().setDeleted(true));
    }

    private static ConfigResource.Builder resource() {
        return ConfigResource.newBuilder().setAccountId(1);
    }

    private void announce(Kind kind, String id, ConfigResource.Builder resource) {
        byte[] key = new ConfigKey(kind, id).toString().getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(
                Topic.CONFIG.title(),
                key,
                resource.setVersion(++version).build().toByteArray()));
    }

    /** A fresh batch with one sample. */
    void rpm(double value) {
        offset += 100;
        rpmAgain(value);
    }

    /** The batch sent last, once more. */
    void rpmAgain(double value) {
        long now = Instant.now().toEpochMilli();
        byte[] batch = new BatchWriter()
                .begin(check, 1, 0, BatchKind.PERIOD, now).stream("rpm|ST[unit:1/min]")
                        .real(now, value)
                        .toBytes();
        RecordHeaders headers = new RecordHeaders();
        MetricsRecord.stamp(headers, new Position(journal, offset), false, 7);
        send(new ProducerRecord<>(Topic.METRICS.title(), null, null, MetricsRecord.key(check, 0), batch, headers));
    }

    static Rule absent(String seconds, int severity) {
        return Rule.newBuilder()
                .setCriteria("on absence")
                .setValue(seconds)
                .setSeverity(severity)
                .build();
    }

    /** The report of the broker's stratcon, as it comes each second: the live lane delivers. */
    void report() {
        batches++;
        BrokerFeed feed = BrokerFeed.newBuilder()
                .setBrokerId(7)
                .setStratcon("stratcon-1")
                .addLanes(LaneState.newBuilder()
                        .setLane("live")
                        .setConnected(true)
                        .setBatches(batches))
                .build();
        send(new ProducerRecord<>(Topic.FEEDS.title(), "7".getBytes(StandardCharsets.UTF_8), feed.toByteArray()));
    }

    /** A transition as detection tells it. */
    FaultTransition.Builder transition(String id, String fault, int from, int to, String value) {
        return FaultTransition.newBuilder()
                .setTransitionId(id)
                .setFaultId(fault)
                .setAccountId(1)
                .setRuleSetId(ruleSet)
                .setRuleSetVersion(0)
                .setCheckUuid(check.toString())
                .setMetricName("rpm|ST[unit:1/min]")
                .setFromSeverity(from)
                .setToSeverity(to)
                .setCriteria("max value")
                .setThreshold("3000")
                .setValue(value)
                .setOccurredMs(Instant.now().toEpochMilli())
                .setDecidedMs(Instant.now().toEpochMilli());
    }

    void fault(FaultTransition.Builder transition) {
        fault(transition.build().toByteArray());
    }

    void fault(byte[] value) {
        byte[] key = (ruleSet + ":" + check + "/rpm").getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(Topic.FAULTS.title(), key, value));
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        try {
            producer.send(message).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    static boolean isTo(MimeMessage message, String address) {
        try {
            return message.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
