package io.vedette.configmonitor.apiv2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several people who saw the same change it at the same moment. */
class ConcurrentEditsTests {
    private static final int PEOPLE = 4;

    private final Running running = Running.shared();
    private final Person admin = running.newAccount(Role.ADMIN);

    @ParameterizedTest
    @CsvSource({"account,description", "user,lastname", "graph,title", "check_bundle,display_name", "contact_group,name"
    })
    void oneIsHeardAndTheOthersAreToldSo(String kind, String field) throws Exception {
        String path = "/v2" + made(kind);
        String seen = running.send("GET", path, admin.token(), null).header("ETag");
        List<Callable<Integer>> edits = new ArrayList<>();
        for (int n = 0; n < PEOPLE; n++) {
            String body = "{\"%s\": \"edited by %d\"}".formatted(field, n);
            edits.add(() -> running.send("PUT", path, admin.token(), body, "If-Match", seen)
                    .status());
        }
        List<Integer> answers = atOnce(edits);
        assertThat(answers).containsOnly(200, 412);
        assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
        String kept = running.ok("GET", path, admin.token(), null).path(field).asString();
        assertThat(kept).isEqualTo("edited by " + answers.indexOf(200));
    }

    private static List<Integer> atOnce(List<Callable<Integer>> edits) throws InterruptedException, ExecutionException {
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(PEOPLE)) {
            for (Future<Integer> answer : people.invokeAll(edits)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private String made(String kind) {
        return switch (kind) {
            case "account" -> "/account/current";
            case "user" -> "/user/current";
            case "graph" -> cid(kind, "{\"title\": \"g\"}");
            case "contact_group" -> cid(kind, "{\"name\": \"g\"}");
            default ->
                cid(
                        kind,
                        "{\"type\": \"host\", \"target\": \"h\", \"brokers\": [\"/broker/%d\"]}"
                                .formatted(running.newBroker()));
        };
    }

    private String cid(String kind, String body) {
        return running.ok("POST", "/v2/" + kind, admin.token(), body)
                .path("_cid")
                .asString();
    }
}
