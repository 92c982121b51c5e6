package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service answered. */
record Answer(int status, HttpHeaders headers, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    JsonNode json() {
        return JSON.readTree(body);
    }

    /** The answer's JSON when its status is this one; else the test fails, showing the body. */
    JsonNode json(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return json();
    }

    Answer expect(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }
}
