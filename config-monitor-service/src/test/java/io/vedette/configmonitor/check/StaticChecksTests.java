package io.vedette.configmonitor.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Person;
import io.vedette.configmonitor.files.Answer;
import io.vedette.configmonitor.files.ConfigText;
import io.vedette.configmonitor.files.FileError;
import io.vedette.service.identity.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A check bundle that stands in a file. */
class StaticChecksTests {
    private final Running running = Running.shared();
    private final StaticChecks checks = running.bean(StaticChecks.class);
    private final Person admin = running.newAccount(Role.ADMIN);
    private final long broker = running.newBroker();
    private final String path = "checks/of-" + admin.account() + ".json";

    @Test
    void aBundleIsMadeChangedAndDeletedWithItsFile() {
        assertThat(checks.check(text(30))).isInstanceOf(Answer.InForce.class);
        assertThat(bundles()).isEmpty();
        assertThat(checks.apply(text(30))).isInstanceOf(Answer.InForce.class);
        assertThat(checks.apply(text(60))).isInstanceOf(Answer.InForce.class);
        JsonNode bundle = bundles().get(0);
        assertThat(bundle.path("period").asInt()).isEqualTo(60);
        assertThat(bundle.path("target").asString()).isEqualTo("example.com");
        assertThat(checks.inForce().orElseThrow()).containsEntry(path, text(60).sha256());
        assertThat(running.get("/api/audit?kind=check_bundle", admin.token()).body())
                .contains("config files");

        running.ok("DELETE", "/v2" + bundle.path("_cid").asString(), admin.token(), null);
        assertThat(checks.inForce().orElseThrow())
                .as("so that it is made again")
                .doesNotContainKey(path);
        assertThat(checks.apply(text(60))).isInstanceOf(Answer.InForce.class);
        assertThat(checks.remove(path)).isInstanceOf(Answer.InForce.class);
        assertThat(bundles()).isEmpty();
        assertThat(checks.remove(path)).isInstanceOf(Answer.InForce.class);
    }

    @Test
    void whatIsWrongIsNamedByItsLine() {
        assertThat(errors(text(5))).containsExactly(new FileError("period", "must be 10 to 300", 5));
        assertThat(errors(new ConfigText(path, "{\n\"type\": \n}")).getFirst().line())
                .isEqualTo(3);
        assertThat(errors(new ConfigText(path, "{\n\"account\": \"/account/987654\"}")))
                .containsExactly(new FileError("account", "is none that there is", 2));
        assertThat(checks.apply(text(30))).isInstanceOf(Answer.InForce.class);
        String elsewhere = text(30).text().replace("/account/" + admin.account(), "/account/1");
        assertThat(errors(new ConfigText(path, elsewhere)).getFirst().reason()).contains("cannot be changed");
        checks.remove(path);
    }

    private List<FileError> errors(ConfigText text) {
        assertThat(checks.check(text)).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused) checks.apply(text)).errors();
    }

    private JsonNode bundles() {
        return running.ok("GET", "/v2/check_bundle", admin.token(), null);
    }

    private ConfigText text(int period) {
        return new ConfigText(path, """
                {
                  "account": "/account/%s",
                  "type": "http",
                  "target": "example.com",
                  "period": %s,
                  "config": {"url": "http://example.com/"},
                  "brokers": ["/broker/%s"]
                }
                """.formatted(admin.account(), period, broker));
    }
}
