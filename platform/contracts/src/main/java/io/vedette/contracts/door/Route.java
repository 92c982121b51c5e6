package io.vedette.contracts.door;

import java.util.Comparator;
import java.util.List;

/**
 * One row of the route table: paths that begin with {@code prefix}, at a slash, go to {@code service}. The longest prefix wins.
 *
 * @param prefix begins with a slash, does not end with one; "/" is everything
 * @param service who answers
 */
public record Route(String prefix, Service service) {

    /** The whole table, longest prefix first. */
    public static final List<Route> TABLE = List.of(
                    new Route("/v2/data", Service.STRATCON),
                    new Route("/v2/metric", Service.STRATCON),
                    new Route("/api/data", Service.STRATCON),
                    new Route("/api/streams", Service.STRATCON),
                    new Route("/api/feeds", Service.STRATCON),
                    new Route("/api/ledger", Service.STRATCON),
                    new Route("/v2/alert", Service.ALERTING),
                    new Route("/api/alerts", Service.ALERTING),
                    new Route("/api/messages", Service.ALERTING),
                    new Route("/api/stream", Service.STREAMING),
                    new Route("/api/observer", Service.OBSERVER),
                    new Route("/v2", Service.CONFIG_MONITOR),
                    new Route("/api", Service.CONFIG_MONITOR),
                    new Route("/", Service.STREAMING))
            .stream()
            .sorted(Comparator.comparingInt((Route route) -> route.prefix().length())
                    .reversed())
            .toList();

    /** Who answers a path. */
    public static Service serviceOf(String path) {
        return TABLE.stream()
                .filter(route -> route.covers(path))
                .findFirst()
                .map(Route::service)
                .orElse(Service.STREAMING);
    }

    private boolean covers(String path) {
        return prefix.equals("/")
                || path.equals(prefix)
                || (path.startsWith(prefix) && path.charAt(prefix.length()) == '/');
    }
}
