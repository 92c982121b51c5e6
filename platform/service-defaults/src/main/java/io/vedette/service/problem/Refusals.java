package io.vedette.service.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.validation.Errors;
import org.springframework.web.ErrorResponse;

/** What Spring refuses by itself, said as a {@link Problem}. */
final class Refusals {

    private Refusals() {}

    /** A request whose bound object breaks its constraints: every field named. */
    static Problem ofErrors(Errors errors) {
        List<FieldProblem> fields = new ArrayList<>();
        errors.getFieldErrors()
                .forEach(error -> fields.add(new FieldProblem(error.getField(), text(error.getDefaultMessage()))));
        errors.getGlobalErrors()
                .forEach(error -> fields.add(new FieldProblem(error.getObjectName(), text(error.getDefaultMessage()))));
        return Problem.invalid(fields).problem();
    }

    /** Any other refusal of Spring's. */
    static Problem of(ErrorResponse response) {
        HttpStatusCode code = response.getStatusCode();
        HttpStatus status = HttpStatus.resolve(code.value());
        String word = status == null
                ? "error"
                : status.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        return Problem.of(code.value(), word, text(response.getBody().getDetail()));
    }

    private static String text(@Nullable String message) {
        return message == null ? "is wrong" : message;
    }
}
