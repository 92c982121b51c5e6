package io.vedette.service.identity;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The doors that stand open: a service that has any declares one bean of this. Health is open everywhere, for probes.
 */
public final class OpenPaths {
    private final List<Door> doors;

    private OpenPaths(List<Door> doors) {
        this.doors = doors;
    }

    /**
     * @param doors each {@code METHOD /path/pattern}, for example {@code GET /assets/**}
     */
    public static OpenPaths of(String... doors) {
        return new OpenPaths(Stream.concat(
                        Stream.of("GET /actuator/health", "GET /actuator/health/**", "GET /favicon.ico"),
                        Stream.of(doors))
                .map(Door::parse)
                .toList());
    }

    boolean isOpen(String method, String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return doors.stream()
                .anyMatch(
                        door -> door.method().matches(method) && door.pattern().matches(parsed));
    }

    private record Door(HttpMethod method, PathPattern pattern) {
        static Door parse(String text) {
            int space = text.indexOf(' ');
            return new Door(
                    HttpMethod.valueOf(text.substring(0, space)),
                    PathPatternParser.defaultInstance.parse(text.substring(space + 1)));
        }
    }
}
