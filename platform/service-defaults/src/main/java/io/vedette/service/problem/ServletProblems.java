package io.vedette.service.problem;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.Errors;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Tells every error of a servlet service in our shapes; what is our own fault is logged once and not told. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@RestControllerAdvice
public class ServletProblems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ServletProblems.class);

    @ExceptionHandler
    ResponseEntity<Object> refused(ProblemException e, WebRequest request) {
        return ProblemBodies.response(path(request), e.problem());
    }

    @ExceptionHandler
    ResponseEntity<Object> failed(Exception e, WebRequest request) {
        LOG.atError().setCause(e).addKeyValue("path", path(request)).log("request failed");
        return ProblemBodies.response(
                path(request), Problem.of(500, "internal", "the service failed; its log says why"));
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Problem problem = switch (e) {
            case Errors errors -> Refusals.ofErrors(errors);
            case ErrorResponse response -> Refusals.of(response);
            default -> Problem.of(status.value(), "bad-request", "the request cannot be read: " + reason(e));
        };
        return ProblemBodies.response(path(request), problem);
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause instanceof tools.jackson.core.JacksonException json ? json.getOriginalMessage() : null;
        return message == null ? "malformed body" : message;
    }

    private static String path(WebRequest request) {
        return ((ServletWebRequest) request).getRequest().getRequestURI();
    }
}
