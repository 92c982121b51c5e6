package io.vedette.alerting;

import static io.vedette.alerting.Surroundings.email;
import static io.vedette.alerting.Surroundings.user;
import static io.vedette.alerting.Surroundings.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import io.vedette.alerting.WebhookSink.Answer;
import io.vedette.contracts.proto.alerts.AlertEvent;
import io.vedette.testsupport.PostgresAccess.Database;
import io.vedette.testsupport.TestServers;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Notification alone, fed with fault transitions; an SMTP server is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotificationTests {
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final GreenMailExtension mail = new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
            .withPerMethodLifecycle(false);

    private Surroundings surroundings;
    private RunningAlerting service;

    @BeforeAll
    void start(@TempDir Path home) throws InterruptedException {
        Database webDb = TestServers.postgres().newDatabase();
        RunningAlerting.migrate(webDb);
        service = RunningAlerting.start(
                webDb,
                home,
                "--spring.profiles.active=notification",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + mail.getSmtp().getPort(),
                "--vedette.notify.first-retry=20ms",
                "--vedette.notify.longest-retry=200ms",
                "--vedette.notify.webhook-timeout=500ms",
                "--vedette.notify.pause-of-server=300ms");
        await().atMost(Duration.ofSeconds(60)).until(service::isReady);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void arrange() throws InterruptedException {
        surroundings = new Surroundings();
    }

    @AfterEach
    void leave() {
        surroundings.close();
    }

    @Test
    void tellsEveryContactOnceHoweverOftenTheTransitionComes() throws Exception {
        String first = address();
        try (WebhookSink sink = new WebhookSink()) {
            surroundings.contacts(user(5), email(first), email(first), webhook(sink.url()));
            surroundings.rules(Surroundings.above("3000", 1));
            String fault = id();
            for (int times = 0; times < 3; times++) {
                surroundings.fault(surroundings.transition(fault, fault, 0, 1, "3100"));
            }
            surroundings.fault(surroundings.transition(id(), fault, 1, 0, "2900"));

            await().atMost(SOON).until(() -> sink.deliveries().size() == 2);
            await().atMost(SOON).until(() -> mailTo(first).size() == 2);

            assertThat(messages())
                    .hasSize(6)
                    .allSatisfy(message -> assertThat(text(message, "state")).isEqualTo("delivered"));
            assertThat(sink.keys()).hasSize(2);
            assertThat(service.count("vedette.alert.transitions", "outcome", "duplicate"))
                    .isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void mailSaysWhatWhereSinceWhenAndWhereToLook() throws Exception {
        String to = address();
        surroundings.contacts(email(to));
        surroundings.rules(Surroundings.above("3000", 1));
        String fault = id();
        surroundings.fault(surroundings.transition(fault, fault, 0, 1, "3100"));
        await().atMost(SOON).until(() -> mailTo(to).size() == 1);
        surroundings.fault(surroundings.transition(id(), fault, 1, 0, "2900"));
        await().atMost(SOON).until(() -> mailTo(to).size() == 2);

        MimeMessage alert = mailTo(to).get(0);
        String body = alert.getContent().toString();
        assertThat(alert.getSubject()).isEqualTo("[Severity 1] turbine: rpm|ST[unit:1/min] is 3100, more than 3000");
        assertThat(body)
                .contains("rpm|ST[unit:1/min] of turbine is 3100, more than 3000.")
                .contains("Check:    turbine (httptrap hall-3)")
                .contains("Rule:     max value 3000")
                .contains("Rule set: overspeed")
                .contains("Notes:    call the miller")
                .contains("Since:    20")
                .contains("http://localhost:8080/?alert=");
        assertThat(alert.getMessageID()).endsWith("@vedette>");
        MimeMessage recovery = mailTo(to).get(1);
        assertThat(recovery.getSubject()).isEqualTo("[Recovered] turbine: rpm|ST[unit:1/min] is 2900, well again");
        assertThat(recovery.getMessageID()).isNotEqualTo(alert.getMessageID());
    }

    @Test
    void webhookIsToldInCirconusWords() {
        try (WebhookSink sink = new WebhookSink()) {
            surroundings.contacts(webhook(sink.url()));
            surroundings.rules(Surroundings.above("3000", 2));
            String fault = id();
            surroundings.fault(surroundings.transition(fault, fault, 0, 2, "3100"));
            surroundings.fault(surroundings.transition(id(), fault, 2, 0, "2900"));
            await().atMost(SOON).until(() -> sink.deliveries().size() == 2);

            JsonNode alert = sink.deliveries().get(0).alert();
            assertThat(sink.deliveries().get(0).body()).contains("\"account_name\":\"Aérodrome\"");
            assertThat(text(alert, "severity")).isEqualTo("2");
            assertThat(text(alert, "value")).isEqualTo("3100");
            assertThat(text(alert, "rule")).isEqualTo("maximum");
            assertThat(text(alert, "check_name")).isEqualTo("turbine");
            assertThat(text(alert, "metric_name")).isEqualTo("rpm|ST[unit:1/min]");
            assertThat(alert.has("clear_time")).isFalse();
            JsonNode recovery = sink.deliveries().get(1).alert();
            assertThat(text(recovery, "alert_id")).isEqualTo(text(alert, "alert_id"));
            assertThat(text(recovery, "severity")).isEqualTo("0");
            assertThat(text(recovery, "clear_value")).isEqualTo("2900");
            assertThat(text(recovery, "clear_time")).isNotEmpty();
        }
    }

    @Test
    void webhookThatWantsParamsGetsThemInTheQueryOfAGet() {
        try (WebhookSink sink = new WebhookSink()) {
            surroundings.contacts(webhook(sink.url() + "?from=vedette").toBuilder()
                    .setFormat("params")
                    .setHttpMethod("GET")
                    .build());
            surroundings.rules(Surroundings.above("3000", 2));
            String fault = id();
            surroundings.fault(surroundings.transition(fault, fault, 0, 2, "3100"));

            await().atMost(SOON).until(() -> sink.deliveries().size() == 1);
            assertThat(sink.deliveries().get(0).query())
                    .startsWith("from=vedette&account_name=Aérodrome")
                    .contains("&check_name=turbine&")
                    .contains("&value=3100");
        }
    }

    @Test
    void failedHungAndLostAnswersAreTriedAgainUnderTheSameKey() {
        try (WebhookSink sink = new WebhookSink(Answer.FAIL, Answer.LOSE, Answer.HANG, Answer.FAIL)) {
            surroundings.contacts(webhook(sink.url()));
            surroundings.rules(Surroundings.above("3000", 1));
            String fault = id();
            surroundings.fault(surroundings.transition(fault, fault, 0, 1, "3100"));

            await().atMost(SOON)
                    .until(() -> messages().stream()
                            .anyMatch(message -> text(message, "state").equals("delivered")));
            assertThat(sink.deliveries()).hasSize(5);
            assertThat(sink.keys()).hasSize(1).doesNotContain("");
            assertThat(messages().get(0).get("attempts").asInt()).isEqualTo(5);
        }
    }

    @Test
    void refusalsAndRedirectsAreFinal() {
        try (WebhookSink gone = new WebhookSink(Answer.REFUSE);
                WebhookSink moved = new WebhookSink(Answer.REDIRECT)) {
            surroundings.contacts(
                    webhook(gone.url()),
                    webhook(moved.url()),
                    webhook("file:///etc/passwd"),
                    webhook("http://169.254.169.254/latest"),
                    user(4711));
            surroundings.rules(Surroundings.above("3000", 1));
            String fault = id();
            surroundings.fault(surroundings.transition(fault, fault, 0, 1, "3100"));

            await().atMost(SOON)
                    .until(() -> messages().stream()
                                    .filter(message -> text(message, "state").startsWith("rejected"))
                                    .count()
                            == 5);
            assertThat(messages().stream().map(message -> text(message, "state")))
                    .containsExactlyInAnyOrder(
                            "rejected: answered 410",
                            "rejected: answered 307; redirects are not followed",
                            "rejected: the URL is none: only http and https lead to a webhook",
                            "rejected: 169.254.169.254 is link-local or a cloud's metadata service;"
                                    + " VEDETTE_REACH_ALLOWED can allow it",
                            "rejected: no address is known for this contact");
            assertThat(moved.deliveries()).hasSize(1);
        }
    }

    @Test
    void recoveryWaitsForTheAlertBeforeIt() {
        try (WebhookSink sink = new WebhookSink(Answer.FAIL, Answer.HANG)) {
            surroundings.contacts(webhook(sink.url()));
            surroundings.rules(Surroundings.above("3000", 1));
            String fault = id();
            surroundings.fault(surroundings.transition(fault, fault, 0, 1, "3100"));
            surroundings.fault(surroundings.transition(id(), fault, 1, 0, "2900"));

            await().atMost(SOON).until(() -> sink.keys().size() == 2);
            assertThat(sink.deliveries())
                    .extracting(delivery -> text(delivery.alert(), "severity"))
                    .containsExactly("1", "1", "1", "0");
        }
    }

    @Test
    void serverThatHangsHoldsUpNoOther() {
        try (WebhookSink hung = new WebhookSink(
                        IntStream.range(0, 50).mapToObj(each -> Answer.HANG).toArray(Answer[]::new));
                WebhookSink fine = new WebhookSink()) {
            surroundings.contacts(webhook(hung.url()), webhook(fine.url()));
            surroundings.rules(Surroundings.above("3000", 1));
            for (int faults = 0; faults < 5; faults++) {
                String fault = id();
                surroundings.fault(surroundings.transition(fault, fault, 0, 1, "3100"));
            }

            await().atMost(SOON).until(() -> fine.deliveries().size() == 5);
            await().atMost(SOON)
                    .until(() ->
                            service.count("vedette.notify.attempts", "method", "http", "outcome", "postponed") > 0);
        }
    }

    @Test
    void everybodyWhoWasToldIsToldThatItIsOverThoughTheRuleSetIsGone() {
        try (WebhookSink sink = new WebhookSink()) {
            surroundings.contacts(webhook(sink.url()));
            surroundings.rules(Surroundings.above("3000", 1));
            String fault = id();
            surroundings.fault(surroundings.transition(fault, fault, 0, 1, "3100"));
            await().atMost(SOON).until(() -> sink.deliveries().size() == 1);

            surroundings.deleteRuleSet();
            surroundings.fault(surroundings.transition(id(), fault, 1, 0, ""));

            await().atMost(SOON).until(() -> sink.deliveries().size() == 2);
        }
    }

    @Test
    void nobodyIsToldOfWhatClearsBeforeItsWaitEnds() {
        try (WebhookSink sink = new WebhookSink()) {
            surroundings.contacts(webhook(sink.url()));
            surroundings.rules(Surroundings.above("3000", 1));
            String fault = id();
            surroundings.fault(
                    surroundings.transition(fault, fault, 0, 1, "3100").setWaitMinutes(10));
            surroundings.fault(surroundings.transition(id(), fault, 1, 0, "2900"));

            await().atMost(SOON)
                    .until(() -> messages().stream()
                            .anyMatch(message -> text(message, "state")
                                    .equals("withdrawn: the alert cleared before its wait ended")));
            assertThat(messages()).hasSize(1);
            assertThat(sink.deliveries()).isEmpty();
        }
    }

    @Test
    void whatCannotBeReadOrRecordedStopsNothing() {
        try (WebhookSink sink = new WebhookSink()) {
            surroundings.contacts(webhook(sink.url()));
            surroundings.rules(Surroundings.above("3000", 1));
            String fault = id();

            surroundings.fault(new byte[] {1, 2, 3});
            surroundings.fault(surroundings.transition(id(), id(), 0, 9, "no such severity"));
            surroundings.fault(surroundings.transition(fault, fault, 0, 1, "3100"));

            await().atMost(SOON).until(() -> sink.deliveries().size() == 1);
            assertThat(service.count("vedette.alert.transitions", "outcome", "malformed"))
                    .isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void alertIsShownToItsAccountAloneAndItsLifeIsOnKafka() throws Exception {
        surroundings.contacts();
        surroundings.rules(Surroundings.above("3000", 2));
        String fault = id();
        surroundings.fault(surroundings.transition(fault, fault, 0, 2, "3100"));
        surroundings.fault(surroundings.transition(id(), fault, 2, 1, "3900"));
        await().atMost(SOON).until(() -> alerts("?search=(active:1)&size=1000").size() == 1);
        JsonNode alert = alerts("?search=(active:1)&size=1000").get(0);
        surroundings.fault(surroundings.transition(id(), fault, 1, 0, "2900"));
        await().atMost(SOON).until(() -> alerts("?search=(active:0)&size=1000").size() == 1);

        String cid = text(alert, "_cid");
        JsonNode cleared = service.json("/v2" + cid);
        assertThat(text(alert, "_severity")).isEqualTo("1");
        assertThat(text(alert, "_metric_name")).isEqualTo("rpm");
        assertThat(text(alert, "_canonical_metric_name")).isEqualTo("rpm|ST[unit:1/min]");
        assertThat(text(alert, "_check")).isEqualTo("/check/44");
        assertThat(alert.get("_rule").get("criteria").asString()).isEqualTo("max value");
        assertThat(alert.get("_tags").toString()).isEqualTo("[\"site:north\",\"unit:1/min\"]");
        assertThat(alert.get("_cleared_on").isNull()).isTrue();
        assertThat(text(cleared, "_cleared_value")).isEqualTo("2900");
        assertThat(service.get("/v2" + cid, TestTokens.token(2, "admin")).statusCode())
                .isEqualTo(404);
        assertThat(service.get("/v2/alert", TestTokens.token(2, "admin")).body())
                .isEqualTo("[]");
        assertThat(service.get("/v2/alert", "").statusCode()).isEqualTo(401);
        assertThat(service.get("/v2/alert?search=(severity:1)", TestTokens.token(1, "viewer"))
                        .body())
                .contains("\"code\":\"InvalidValue\"");
        assertThat(AlertsTopic.events(cid.substring("/alert/".length())))
                .extracting(AlertEvent::getKind)
                .containsExactly("opened", "changed", "cleared");
    }

    @Test
    void urlsOfWebhooksAreWholeOnlyForAdmins() {
        try (WebhookSink sink = new WebhookSink()) {
            surroundings.contacts(webhook(sink.url() + "/secret"));
            surroundings.rules(Surroundings.above("3000", 1));
            String fault = id();
            surroundings.fault(surroundings.transition(fault, fault, 0, 1, "3100"));
            await().atMost(SOON).until(() -> messages().size() == 1);

            assertThat(text(messages().get(0), "to")).endsWith("/hook/secret");
            assertThat(service.get("/api/messages", TestTokens.token(1, "viewer"))
                            .body())
                    .doesNotContain("/hook/secret");
            assertThat(service.json("/api/messages").get("smtp").asBoolean()).isTrue();
        }
    }

    private List<JsonNode> alerts(String query) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode alert : service.json("/v2/alert" + query)) {
            if (text(alert, "_rule_set").equals("/rule_set/" + surroundings.ruleSet)) {
                found.add(alert);
            }
        }
        return found;
    }

    /** Messages about this test's rule set. */
    private List<JsonNode> messages() {
        List<String> alerts =
                alerts("?size=1000").stream().map(alert -> text(alert, "_cid")).toList();
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode message : service.json("/api/messages").get("messages")) {
            if (alerts.contains(text(message, "alert"))) {
                found.add(message);
            }
        }
        return found;
    }

    private List<MimeMessage> mailTo(String address) {
        return List.of(mail.getReceivedMessages()).stream()
                .filter(message -> Surroundings.isTo(message, address))
                .toList();
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static String address() {
        return "to-" + UUID.randomUUID() + "@example.org";
    }
}
