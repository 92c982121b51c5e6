package io.vedette.configmonitor.contact;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Judges how somebody outside is reached: an e-mail address, or a webhook as JSON text. */
final class ExternalContacts {
    static final Set<String> METHODS = new TreeSet<>(Set.of("email", "http"));

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private ExternalContacts() {}

    /** Why the contact cannot be reached; empty when it can, or when the method is wrong already. */
    static Optional<String> objection(String method, String contact) {
        if (contact.isEmpty()) {
            return Optional.empty();
        }
        return switch (method) {
            case "email" ->
                EMAIL.matcher(contact).matches() ? Optional.empty() : Optional.of("must be an e-mail address");
            case "http" -> webhook(contact);
            default -> Optional.empty();
        };
    }

    private static Optional<String> webhook(String contact) {
        JsonNode webhook;
        try {
            webhook = JsonMapper.shared().readTree(contact);
        } catch (JacksonException e) {
            return Optional.of("must be a JSON text with url, format and method");
        }
        if (!isHttp(webhook.path("url").asString(""))) {
            return Optional.of("url must be an http or https URL");
        }
        if (!Set.of("json", "params").contains(webhook.path("format").asString("json"))) {
            return Optional.of("format must be json or params");
        }
        return Set.of("POST", "GET").contains(webhook.path("method").asString("POST"))
                ? Optional.empty()
                : Optional.of("method must be POST or GET");
    }

    private static boolean isHttp(String text) {
        try {
            URI url = new URI(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
