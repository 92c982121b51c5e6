package io.vedette.service.problem;

import java.util.List;

/**
 * What a caller is told when a request is refused.
 *
 * @param status HTTP status
 * @param word stable, last part of the problem's type
 * @param detail one sentence
 * @param fields every wrong field at once; empty when no field is to blame
 */
public record Problem(int status, String word, String detail, List<FieldProblem> fields) {

    public Problem {
        fields = List.copyOf(fields);
    }

    public static Problem of(int status, String word, String detail) {
        return new Problem(status, word, detail, List.of());
    }

    /** 400: one field is wrong. */
    public static ProblemException invalid(String field, String reason) {
        return invalid(List.of(new FieldProblem(field, reason)));
    }

    /** 400: these fields are wrong. */
    public static ProblemException invalid(List<FieldProblem> fields) {
        return new ProblemException(new Problem(400, "invalid-value", sentence(fields), fields));
    }

    /** 401. */
    public static ProblemException unauthorized(String detail) {
        return new ProblemException(of(401, "unauthorized", detail));
    }

    /** 403. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(of(403, "forbidden", detail));
    }

    /** 404. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(of(404, "not-found", detail));
    }

    /** 409. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(of(409, "conflict", detail));
    }

    /** 412: what was to be changed is no longer what the caller saw. */
    public static ProblemException stale(String detail) {
        return new ProblemException(of(412, "precondition-failed", detail));
    }

    /** 422: understood, but more than is allowed. */
    public static ProblemException tooMuch(String field, String reason) {
        List<FieldProblem> fields = List.of(new FieldProblem(field, reason));
        return new ProblemException(new Problem(422, "over-limit", sentence(fields), fields));
    }

    /** 429: tried too often. */
    public static ProblemException tooMany(String detail) {
        return new ProblemException(of(429, "too-many-requests", detail));
    }

    /** 503: what this needs is away now. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(of(503, "unavailable", detail));
    }

    static String sentence(List<FieldProblem> fields) {
        return String.join(
                "; ",
                fields.stream()
                        .map(field -> field.field() + ": " + field.reason())
                        .toList());
    }
}
