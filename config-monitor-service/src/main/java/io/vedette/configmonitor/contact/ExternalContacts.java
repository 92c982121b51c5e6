package io.vedette.configmonitor.contact;

import io.vedette.contracts.reach.Reach;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Judges how somebody outside is reached: an e-mail address, or a webhook as JSON text. */
final class ExternalContacts {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9][0-9 ()-]{3,30}");

    private ExternalContacts() {}

    /** Why the contact cannot be reached; empty when it can, or when the method is wrong already. */
    static Optional<String> objection(String method, String contact) {
        if (contact.isEmpty()) {
            return Optional.empty();
        }
        return switch (method) {
            case "email" ->
                EMAIL.matcher(contact).matches() ? Optional.empty() : Optional.of("must be an e-mail address");
            case "sms" ->
                TELEPHONE.matcher(contact).matches() ? Optional.empty() : Optional.of("must be a telephone number");
            case "http" -> webhook(contact);
            case "pagerduty" -> keyed(contact, "service_key");
            case "slack" -> keyed(contact, "channel");
            case "victorops" -> keyed(contact, "api_key", "team");
            default -> Optional.empty();
        };
    }

    private static Optional<String> keyed(String contact, String... needed) {
        JsonNode keys = json(contact);
        boolean whole = Arrays.stream(needed)
                .noneMatch(key -> keys.path(key).asString("").isEmpty());
        return whole ? Optional.empty() : Optional.of("must be a JSON text with " + String.join(" and ", needed));
    }

    /** Missing when it is no JSON. */
    private static JsonNode json(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<String> webhook(String contact) {
        JsonNode webhook = json(contact);
        if (!webhook.isObject()) {
            return Optional.of("must be a JSON text with url, format and method");
        }
        if (!isHttp(webhook.path("url").asString(""))) {
            return Optional.of(
                    "url must be an http or https URL, not of a link-local address or a cloud's metadata service");
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
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && !Reach.ofThisProcess().deniesLiteral(url.getHost());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
