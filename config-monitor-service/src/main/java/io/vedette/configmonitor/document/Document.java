package io.vedette.configmonitor.document;

import io.vedette.configmonitor.apiv2.Cid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A row of a document's table. */
record Document(
        long id,
        UUID uuid,
        JsonNode body,
        OffsetDateTime createdAt,
        @Nullable Long createdBy,
        OffsetDateTime modifiedAt,
        @Nullable Long modifiedBy,
        long version) {

    static Document of(ResultSet row, int n) throws SQLException {
        return new Document(
                row.getLong("id"),
                row.getObject("uuid", UUID.class),
                JsonMapper.shared().readTree(row.getString("body")),
                row.getObject("created_at", OffsetDateTime.class),
                row.getObject("created_by", Long.class),
                row.getObject("modified_at", OffsetDateTime.class),
                row.getObject("modified_by", Long.class),
                row.getLong("version"));
    }

    /** As API v2 shows it. */
    Map<String, Object> shown(DocumentKind kind) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("_cid", "/" + kind.word() + "/" + (kind.byUuid() ? uuid : Long.toString(id)));
        kind.readOnly().forEach(field -> {
            Object value = readOnly(field);
            if (value != null) {
                shown.put(field, value);
            }
        });
        body.properties().forEach(field -> shown.put(field.getKey(), field.getValue()));
        return shown;
    }

    private @Nullable Object readOnly(String field) {
        return switch (field) {
            case "_active" -> true;
            case "_created" -> createdAt.toEpochSecond();
            case "_created_by" -> Cid.ofNullable("user", createdBy);
            case "_last_modified" -> modifiedAt.toEpochSecond();
            case "_last_modified_by" -> Cid.ofNullable("user", modifiedBy);
            default -> uuid.toString();
        };
    }
}
