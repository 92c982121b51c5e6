package io.vedette.configmonitor.check;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import io.vedette.contracts.reach.Reach;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Types of checks that are run today, and the settings each knows, by the names that Circonus gave them. */
enum CheckType {
    HTTPTRAP("secret SECRET", "asynch_metrics FLAG", "delimiter TEXT", "fanout FLAG", "cors_origin PATTERN"),
    STATSD("catch_all FLAG", "prefix TEXT"),
    INFLUXDB("secret SECRET"),
    REMOTEWRITE("secret SECRET"),
    GRAPHITE_PLAIN("catch_all FLAG"),
    GRAPHITE_TLS("secret SECRET"),
    OTLPHTTP("secret SECRET", "hist_approx_mode TEXT"),
    OTLPGRPC("secret SECRET", "hist_approx_mode TEXT"),
    COLLECTD(
            "secret SECRET",
            "username TEXT",
            "security_level NUMBER",
            "notifications FLAG",
            "asynch_metrics FLAG",
            "catch_all FLAG"),
    HTTP(
            Shared.URL,
            "code PATTERN",
            "body PATTERN",
            "body_match_* PATTERN",
            "include_body FLAG",
            "extract PATTERN",
            "pcre_match_limit NUMBER"),
    JSON(Shared.URL),
    JSON_NAD(Shared.URL),
    TCP(
            Shared.TLS,
            "port! PORT",
            "use_ssl FLAG",
            "banner_match PATTERN",
            "send_body TEXT",
            "body_match PATTERN",
            "header_Host TEXT"),
    PING_ICMP(Shared.PULLED, "count NUMBER", "interval NUMBER", "avail_needed NUMBER"),
    DNS(Shared.PULLED, "nameserver TEXT", "port PORT", "query TEXT", "rtype TEXT", "ctype TEXT", "want_sort FLAG"),
    NTP(Shared.PULLED, "port PORT", "control FLAG"),
    SSH2(Shared.PULLED, "port PORT", "method_* TEXT"),
    SMTP(
            Shared.TLS,
            "port PORT",
            "ehlo TEXT",
            "starttls FLAG",
            "sasl_authentication TEXT",
            "sasl_user TEXT",
            "sasl_password TEXT",
            "from TEXT",
            "to TEXT",
            "payload TEXT"),
    SNMP(
            Shared.PULLED,
            "version TEXT",
            "port PORT",
            "community TEXT",
            "oid_* TEXT",
            "type_* TEXT",
            "separate_queries FLAG",
            "max_pdu_size NUMBER",
            "security_level TEXT",
            "security_name TEXT",
            "auth_protocol TEXT",
            "auth_passphrase TEXT",
            "privacy_protocol TEXT",
            "privacy_passphrase TEXT",
            "context_name TEXT"),
    MEMCACHED(Shared.PULLED, "port PORT"),
    MYSQL(Shared.PULLED, "dsn! JDBC", "user TEXT", "password TEXT", "sql! TEXT"),
    ORACLE(Shared.PULLED, "dsn! JDBC", "user TEXT", "password TEXT", "sql! TEXT"),
    SQLSERVER(Shared.PULLED, "dsn! JDBC", "user TEXT", "password TEXT", "sql! TEXT"),
    JDBC(Shared.PULLED, "dsn! JDBC", "user TEXT", "password TEXT", "sql! TEXT"),
    JMX(
            Shared.PULLED,
            "port! PORT",
            "uri TEXT",
            "username TEXT",
            "password TEXT",
            "mbean_domains TEXT",
            "mbean_properties_* TEXT"),
    EXTERNAL(Shared.PULLED, "command! TEXT", "arg* TEXT", "env_* TEXT", "output_extract TEXT"),
    HOST(),
    PROMETHEUS(Shared.URL),
    POSTGRES(Shared.PULLED, "dsn! DSN", "user TEXT", "password TEXT", "sql TEXT"),
    REDIS(Shared.PULLED, "port PORT", "password TEXT", "command TEXT", "dbindex NUMBER"),
    SELFCHECK(),
    STRATCON();

    @SuppressWarnings("ImmutableEnumChecker") // never handed out
    private final Map<String, Setting> settings;

    CheckType(String... settings) {
        this.settings = Arrays.stream(settings)
                .flatMap(texts -> Arrays.stream(texts.split(Shared.BETWEEN, -1)))
                .map(Setting::parse)
                .collect(toMap(Setting::name, setting -> setting, (a, b) -> a, LinkedHashMap::new));
    }

    static Optional<CheckType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    static Set<String> words() {
        return Arrays.stream(values()).map(CheckType::word).collect(toCollection(TreeSet::new));
    }

    String word() {
        return this == JSON_NAD ? "json:nad" : name().toLowerCase(Locale.ROOT);
    }

    /** What several types know, one setting behind the other. */
    private static final class Shared {
        static final String BETWEEN = ";";
        static final String PULLED = "resolve_rtype TEXT";
        static final String TLS = PULLED + ";ca_chain TEXT;certificate_file TEXT;key_file TEXT;ciphers TEXT";
        static final String URL =
                TLS + ";url! URL;method TEXT;payload TEXT;header_* TEXT;auth_method TEXT;auth_user TEXT"
                        + ";auth_password TEXT;redirects NUMBER;read_limit NUMBER;http_version TEXT";
    }

    /** Whether what is pushed needs the secret of the check, which is made when nobody gives one. */
    boolean wantsSecret() {
        return settings.containsKey(Secrets.TRAP_SECRET);
    }

    /** Whether brokers run it; a stratcon is the source of its own. */
    boolean runsOnBrokers() {
        return this != STRATCON;
    }

    /** A setting by its name in a config; null when the type has none of that name. */
    @Nullable
    Setting setting(String name) {
        Setting exact = settings.get(name);
        return exact != null
                ? exact
                : settings.values().stream()
                        .filter(setting -> setting.covers(name))
                        .findFirst()
                        .orElse(null);
    }

    Iterable<Setting> settings() {
        return settings.values();
    }

    /**
     * One setting.
     *
     * @param name its name; with a star at the end, all that begin so
     */
    record Setting(String name, boolean required, Form form) {
        static Setting parse(String text) {
            String[] parts = text.split(" ", -1);
            boolean required = parts[0].endsWith("!");
            String name = required ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
            return new Setting(name, required, Form.valueOf(parts[1]));
        }

        boolean covers(String other) {
            return name.endsWith("*") && other.startsWith(name.substring(0, name.length() - 1));
        }
    }

    /** What a setting's text must look like. */
    enum Form {
        TEXT(".*", "must be text"),
        FLAG("true|false|on|off", "must be true or false"),
        NUMBER("[0-9]{1,9}", "must be a whole number"),
        PORT("[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]", "must be a port"),
        SECRET("[a-zA-Z0-9_-]{1,128}", "must be of letters, digits, _ and -, at most 128"),
        URL("https?://\\S+", "must be an http or https URL"),
        DSN(
                "jdbc:postgresql:(?!.*[?&]password=)\\S+",
                "must be a JDBC URL of Postgres; its password stands in config.password"),
        JDBC("jdbc:[a-z]+:(?!.*[?&;]password=)\\S+", "must be a JDBC URL; its password stands in config.password"),
        PATTERN(".*", "must be a regular expression");

        static final String DENIED = "must not be link-local or a cloud's metadata service";
        private static final Pattern HOST = Pattern.compile("https?://(?:[^/?#@]*@)?(\\[[^\\]]*]|[^:/?#]*)");

        private final Pattern shape;
        private final String reason;

        Form(String shape, String reason) {
            this.shape = Pattern.compile(shape, Pattern.DOTALL);
            this.reason = reason;
        }

        /** Why the text is wrong; empty when it is right. */
        Optional<String> objection(String text) {
            if (!shape.matcher(text).matches()) {
                return Optional.of(reason);
            }
            if (this == URL) {
                Matcher host = HOST.matcher(text);
                if (host.lookingAt() && Reach.ofThisProcess().deniesLiteral(host.group(1))) {
                    return Optional.of(DENIED);
                }
            }
            if (this == PATTERN) {
                try {
                    requireNonNull(Pattern.compile(text));
                } catch (PatternSyntaxException e) {
                    return Optional.of(reason + ": " + e.getDescription());
                }
            }
            return Optional.empty();
        }
    }
}
