package io.vedette.configmonitor.check;

import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.check.CheckType.Setting;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the config of a check bundle and judges it by the check's type. An empty value takes a setting away. */
final class ConfigReader {
    private static final int MOST = 4096;

    private ConfigReader() {}

    /**
     * @param stored the config as it is; empty for a new bundle
     */
    static Map<String, String> read(Fields body, CheckType type, Map<String, String> stored) {
        Map<String, String> config = new TreeMap<>();
        Fields given = body.object("config");
        if (given == null) {
            config.putAll(stored);
        } else {
            given.names().forEach(name -> put(config, name, given, stored));
        }
        if (type.wantsSecret() && !config.containsKey(Secrets.TRAP_SECRET)) {
            config.put(Secrets.TRAP_SECRET, stored.getOrDefault(Secrets.TRAP_SECRET, TrapSecret.random()));
        }
        judge(body, type, config);
        return config;
    }

    private static void put(Map<String, String> config, String name, Fields given, Map<String, String> stored) {
        JsonNode value = given.node(name);
        String text = value == null ? "" : text(value);
        if (text == null) {
            given.wrong(name, "must be text");
        } else if (text.length() > MOST) {
            given.wrong(name, "must have at most " + MOST + " characters");
        } else if (text.equals(Secrets.MASK)) {
            keep(config, name, given, stored);
        } else if (!text.isEmpty()) {
            config.put(name, text);
        }
    }

    private static void keep(Map<String, String> config, String name, Fields given, Map<String, String> stored) {
        String kept = stored.get(name);
        if (kept == null) {
            given.wrong(name, "stands masked, and nothing is stored to keep");
        } else {
            config.put(name, kept);
        }
    }

    private static void judge(Fields body, CheckType type, Map<String, String> config) {
        config.forEach((name, value) -> {
            Setting setting = type.setting(name);
            if (setting == null) {
                body.wrong("config." + name, "is no setting of a " + type.word() + " check");
            } else {
                setting.form().objection(value).ifPresent(reason -> body.wrong("config." + name, reason));
            }
        });
        for (Setting setting : type.settings()) {
            if (setting.required() && !config.containsKey(setting.name())) {
                body.wrong("config." + setting.name(), "is missing");
            }
        }
    }

    private static @Nullable String text(JsonNode value) {
        return value.isValueNode() ? value.asString() : null;
    }
}
