package io.vedette.service.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** A {@link Problem} as JSON: Circonus' shape under {@code /v2}, RFC 9457 everywhere else. */
public final class ProblemBodies {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ProblemBodies() {}

    /** Whether the path belongs to API v2. */
    public static boolean isCirconus(String path) {
        return path.equals("/v2") || path.startsWith("/v2/");
    }

    /** The body as JSON in UTF-8. */
    public static byte[] bytes(String path, Problem problem) {
        return JSON.writeValueAsBytes(body(path, problem));
    }

    static ResponseEntity<Object> response(String path, Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(isCirconus(path) ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_PROBLEM_JSON)
                .body(body(path, problem));
    }

    private static Map<String, Object> body(String path, Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (isCirconus(path)) {
            body.put("code", camel(problem.word()));
            body.put("status", problem.status());
            body.put("message", problem.detail());
            return body;
        }
        HttpStatus status = HttpStatus.resolve(problem.status());
        body.put("type", "urn:vedette:problem:" + problem.word());
        body.put("title", status == null ? problem.word() : status.getReasonPhrase());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("instance", path);
        if (!problem.fields().isEmpty()) {
            body.put("errors", problem.fields());
        }
        return body;
    }

    /** {@code invalid-value} to {@code InvalidValue}. */
    private static String camel(String word) {
        StringBuilder camel = new StringBuilder();
        for (String part : word.split("-", -1)) {
            camel.append(Character.toUpperCase(part.charAt(0))).append(part, 1, part.length());
        }
        return camel.toString();
    }
}
