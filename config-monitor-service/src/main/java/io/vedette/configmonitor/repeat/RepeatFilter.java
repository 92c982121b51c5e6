package io.vedette.configmonitor.repeat;

import io.vedette.service.identity.Caller;
import io.vedette.service.problem.Problem;
import io.vedette.service.problem.ProblemBodies;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Stands behind the doors: only a caller who was let in has keys. */
@Component
class RepeatFilter extends OncePerRequestFilter {
    private static final String HEADER = "Idempotency-Key";
    private static final int MOST_KEY = 200;
    private static final int MOST_BYTES = 1 << 20;
    private static final int OUR_FAULT = 500;

    private final Remembered remembered;

    RepeatFilter(Remembered remembered) {
        this.remembered = remembered;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null || caller() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER).strip();
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (key.isEmpty() || key.length() > MOST_KEY || body.length > MOST_BYTES) {
            refuse(
                    request,
                    response,
                    Problem.of(
                            400,
                            "invalid-value",
                            HEADER + ": must have 1 to " + MOST_KEY + " characters, the body at most " + MOST_BYTES
                                    + " bytes"));
            return;
        }
        Caller caller = java.util.Objects.requireNonNull(caller());
        Optional<Remembered.Answer> known = remembered.claim(caller, key, sha256(request, body));
        if (known.isPresent()) {
            repeat(request, response, known.get(), sha256(request, body));
        } else {
            first(new ReadRequest(request, body), response, chain, caller, key);
        }
    }

    private void first(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, Caller caller, String key)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        boolean isKept = false;
        try {
            chain.doFilter(request, answer);
            if (answer.getStatus() < OUR_FAULT) {
                remembered.keep(
                        caller,
                        key,
                        answer.getStatus(),
                        answer.getContentType(),
                        new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8));
                isKept = true;
            }
        } finally {
            if (!isKept) {
                remembered.forget(caller, key);
            }
            answer.copyBodyToResponse();
        }
    }

    private static void repeat(
            HttpServletRequest request, HttpServletResponse response, Remembered.Answer known, String sha256)
            throws IOException {
        Integer status = known.status();
        if (!known.requestSha256().equals(sha256)) {
            refuse(request, response, Problem.of(422, "key-reused", "the " + HEADER + " stands for another request"));
        } else if (status == null) {
            refuse(
                    request,
                    response,
                    Problem.of(
                            409,
                            "conflict",
                            "the first request of this " + HEADER
                                    + " is not answered yet, or its answer was lost; look whether it was done"));
        } else {
            response.setStatus(status);
            response.setHeader("Idempotency-Replayed", "true");
            if (known.contentType() != null) {
                response.setContentType(known.contentType());
            }
            response.getOutputStream()
                    .write(java.util.Objects.requireNonNullElse(known.body(), "")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        String path = request.getRequestURI();
        response.setStatus(problem.status());
        response.setContentType(
                ProblemBodies.isCirconus(path)
                        ? MediaType.APPLICATION_JSON_VALUE
                        : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(ProblemBodies.bytes(path, problem));
    }

    private static @Nullable Caller caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller ? caller : null;
    }

    private static String sha256(HttpServletRequest request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String query = request.getQueryString();
            digest.update((request.getRequestURI() + "?" + (query == null ? "" : query) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
