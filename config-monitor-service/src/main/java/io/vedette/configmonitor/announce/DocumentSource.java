package io.vedette.configmonitor.announce;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.ConfigResource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells resources that are kept as documents, each in the table of its kind. */
abstract class DocumentSource implements ResourceSource {
    private final JdbcClient db;
    private final ConfigKey.Kind kind;

    DocumentSource(JdbcClient db, ConfigKey.Kind kind) {
        this.db = db;
        this.kind = kind;
    }

    /**
     * The document in the words of the announcement.
     *
     * @param body as API v2 has it
     */
    abstract void tell(ConfigResource.Builder resource, long id, long account, JsonNode body);

    @Override
    public final ConfigKey.Kind kind() {
        return kind;
    }

    @Override
    public final Table table() {
        return new Table(kind.word(), "id");
    }

    @Override
    public final Map<String, ConfigResource.Builder> read(Collection<String> ids) {
        Map<String, ConfigResource.Builder> read = new HashMap<>();
        db.sql("select id, account_id, version, body::text as body from " + kind.word() + " where id in (:ids)")
                .param("ids", Numbers.of(ids))
                .query(row -> {
                    ConfigResource.Builder resource = ConfigResource.newBuilder()
                            .setVersion(row.getLong("version"))
                            .setAccountId(row.getLong("account_id"));
                    JsonNode body = JsonMapper.shared().readTree(row.getString("body"));
                    tell(resource, row.getLong("id"), row.getLong("account_id"), body);
                    read.put(row.getString("id"), resource);
                });
        return read;
    }

    /** The number at the end of a cid; 0 when it has none. */
    static long number(JsonNode cid) {
        String text = cid.asString("");
        String digits = text.substring(text.lastIndexOf('/') + 1);
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }
}
