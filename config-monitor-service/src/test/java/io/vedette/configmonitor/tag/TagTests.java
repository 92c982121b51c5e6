package io.vedette.configmonitor.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code /v2/tag}. */
class TagTests {
    private final Running running = Running.shared();
    private final Person admin = running.newAccount(Role.ADMIN);

    @Test
    void areThoseThatResourcesOfTheAccountCarry() {
        JsonNode graph = made("graph", "{\"title\": \"g\", \"tags\": [\"env:dev\", \"a/b:c d\"]}");
        made("worksheet", "{\"title\": \"w\", \"tags\": [\"env:dev\", \"team:web\"]}");
        made("contact_group", "{\"name\": \"c\", \"tags\": [\"team:ops\"]}");
        Person stranger = running.newAccount(Role.ADMIN);
        running.ok("POST", "/v2/graph", stranger.token(), "{\"title\": \"g\", \"tags\": [\"env:dev\", \"not:ours\"]}");

        assertThat(tags("")).containsExactly("/tag/a/b:c d", "/tag/env:dev", "/tag/team:ops", "/tag/team:web");
        assertThat(tags("?search=team&dir=desc&size=1")).containsExactly("/tag/team:web");
        assertThat(tags("?search=(_cid:/tag/env:*)")).containsExactly("/tag/env:dev");

        String viewer = running.newUser(admin.account(), Role.VIEWER).token();
        assertThat(running.send("DELETE", "/v2/tag/env:dev", viewer, null).status())
                .isEqualTo(403);
        running.ok("DELETE", "/v2/tag/env:dev", admin.token(), null);
        running.ok("DELETE", "/v2/tag/a/b:c%20d", admin.token(), null);
        assertThat(running.send("DELETE", "/v2/tag/env:dev", admin.token(), null)
                        .status())
                .isEqualTo(404);
        assertThat(tags("")).containsExactly("/tag/team:ops", "/tag/team:web");
        assertThat(running.ok("GET", "/v2" + graph.path("_cid").asString(), admin.token(), null)
                        .path("tags"))
                .isEmpty();
        assertThat(running.ok("GET", "/v2/graph?f_tags_has=not:ours", stranger.token(), null))
                .hasSize(1);
        assertThat(running.ok("GET", "/v2/graph?f_tags_has=ours", stranger.token(), null))
                .isEmpty();
    }

    private JsonNode made(String kind, String body) {
        return running.ok("POST", "/v2/" + kind, admin.token(), body);
    }

    private List<String> tags(String query) {
        List<String> tags = new ArrayList<>();
        running.ok("GET", "/v2/tag" + query, admin.token(), null)
                .forEach(tag -> tags.add(tag.path("_cid").asString()));
        return tags;
    }
}
