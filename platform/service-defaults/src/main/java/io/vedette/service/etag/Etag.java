package io.vedette.service.etag;

import io.vedette.service.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The version of a resource as HTTP's entity tag, of the request that runs on this thread; where none
 * runs, nobody is told and nobody refused. A client that sends {@code If-Match} changes nothing that it
 * has not seen; one that does not writes over whatever is there, as API v2 always did.
 */
public final class Etag {
    private Etag() {}

    /** Tells the caller which version the answer shows. */
    public static void show(long version) {
        show(Long.toString(version));
    }

    /** The same for what is told apart by its content. */
    public static void show(String version) {
        header(HttpHeaders.ETAG, of(version));
    }

    /** Tells the caller something beside the answer. */
    public static void header(String name, String value) {
        ServletRequestAttributes current = current();
        HttpServletResponse response = current == null ? null : current.getResponse();
        if (response != null) {
            response.setHeader(name, value);
        }
    }

    /**
     * Refuses a change of what the caller has not seen. Asked while the row is locked, so that of two callers who saw the same one is refused.
     *
     * @throws io.vedette.service.problem.ProblemException 412 when {@code If-Match} was sent and names another version
     */
    public static void match(long version) {
        match(Long.toString(version));
    }

    /** The same for what is told apart by its content; what is not there is empty. */
    public static void match(String version) {
        ServletRequestAttributes current = current();
        @Nullable String wanted = current == null ? null : current.getRequest().getHeader(HttpHeaders.IF_MATCH);
        if (wanted == null) {
            return;
        }
        boolean seen = !version.isEmpty()
                && Arrays.stream(wanted.split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(of(version)));
        if (!seen) {
            throw Problem.stale(
                    version.isEmpty() ? "it is not there" : "it was changed meanwhile; it is now " + of(version));
        }
    }

    private static String of(String version) {
        return "\"" + version + "\"";
    }

    private static @Nullable ServletRequestAttributes current() {
        return (ServletRequestAttributes) RequestContextHolder.getRequestAttributes();
    }
}
