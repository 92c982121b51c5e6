package io.vedette.broker.door;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Answers of RFC 9457 with the suite's types, {@code urn:vedette:problem:<word>}. */
public final class Problem {

    /** One field that is wrong and why. */
    public record FieldError(String field, String reason) {}

    private Problem() {}

    /**
     * @param word what kind of problem, for machines
     * @param detail what is wrong, for people; no secrets, no stack
     */
    public static ErrorResponseException of(HttpStatus status, String word, String detail) {
        return new ErrorResponseException(status, detail(status, word, detail), null);
    }

    /** 400 naming each field that is wrong. */
    public static ErrorResponseException invalid(List<FieldError> errors) {
        ProblemDetail problem = detail(
                HttpStatus.BAD_REQUEST,
                "invalid",
                errors.getFirst().field() + ": " + errors.getFirst().reason());
        problem.setProperty("errors", errors);
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }

    private static ProblemDetail detail(HttpStatus status, String word, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:vedette:problem:" + word));
        return problem;
    }
}
