package io.vedette.service.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field its name as the caller wrote it, {@code rules[0].value}
 * @param reason what it must be
 */
public record FieldProblem(String field, String reason) {}
