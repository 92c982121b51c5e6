package io.vedette.broker.push;

import io.vedette.contracts.proto.config.Check;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Which pages of other origins a browser may push from: those that the check's {@code cors_origin} matches, none without. */
final class TrapOrigin {
    private static final int LONGEST = 256;

    private TrapOrigin() {}

    /** The answer, with leave for the page when it has it. */
    static <T> ResponseEntity<T> allow(Check check, HttpHeaders request, ResponseEntity<T> answer) {
        String origin = request.getOrigin();
        String allowed = check.getConfigOrDefault("cors_origin", "");
        if (origin == null
                || allowed.isEmpty()
                || origin.length() > LONGEST
                || !Pattern.compile(allowed).matcher(origin).find()) {
            return answer;
        }
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .header(HttpHeaders.VARY, HttpHeaders.ORIGIN)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST, PUT, OPTIONS")
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HttpHeaders.CONTENT_TYPE)
                .body(answer.getBody());
    }
}
