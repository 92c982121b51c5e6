package io.vedette.local.gateway;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which headers cross the gateway: all but those between two neighbours, and what the gateway itself knows better. */
final class Headers {

    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");
    private static final Set<String> OWN = Set.of(
            "content-length",
            "expect",
            "forwarded",
            "host",
            "http2-settings",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto");

    private Headers() {}

    /** What goes to the service; the address the person used goes as X-Forwarded-Host. */
    static Map<String, List<String>> toService(Map<String, List<String>> received, InetSocketAddress from, int port) {
        Map<String, List<String>> sent = crossing(received);
        List<String> host = sent.get("Host");
        sent.keySet().removeIf(name -> OWN.contains(name.toLowerCase(Locale.ROOT)));
        sent.put("X-Forwarded-For", List.of(from.getAddress().getHostAddress()));
        sent.put("X-Forwarded-Proto", List.of("http"));
        sent.put("X-Forwarded-Port", List.of(Integer.toString(port)));
        if (host != null) {
            sent.put("X-Forwarded-Host", host);
        }
        return sent;
    }

    /** What goes back to the client; the length is the server's to tell. */
    static Map<String, List<String>> toClient(Map<String, List<String>> received) {
        Map<String, List<String>> sent = crossing(received);
        sent.remove("content-length");
        sent.keySet().removeIf(name -> name.startsWith(":"));
        return sent;
    }

    private static Map<String, List<String>> crossing(Map<String, List<String>> received) {
        Map<String, List<String>> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sent.putAll(received);
        Set<String> dropped = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        dropped.addAll(HOP_BY_HOP);
        dropped.addAll(named(sent.get("Connection")));
        sent.keySet().removeIf(dropped::contains);
        return sent;
    }

    /** The Connection header names headers that end here as well. */
    private static List<String> named(@Nullable List<String> connection) {
        return connection == null
                ? List.of()
                : connection.stream()
                        .flatMap(line -> List.of(line.split(",")).stream())
                        .map(String::strip)
                        .toList();
    }
}
