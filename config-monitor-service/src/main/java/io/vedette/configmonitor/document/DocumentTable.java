package io.vedette.configmonitor.document;

import io.vedette.configmonitor.apiv2.Page;
import io.vedette.configmonitor.apiv2.Term;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The rows of all kinds of documents. Names of tables and fields come from the forms, never from a caller. */
@Component
class DocumentTable {
    private static final String COLUMNS =
            "id, uuid, body::text as body, created_at, created_by, modified_at, modified_by, version";

    private final JdbcClient db;

    DocumentTable(JdbcClient db) {
        this.db = db;
    }

    Optional<Document> find(DocumentKind kind, long account, String key) {
        return one(kind, account, key, "");
    }

    /** Holds the row until the transaction ends. */
    Optional<Document> findToChange(DocumentKind kind, long account, String key) {
        return one(kind, account, key, " for update");
    }

    private Optional<Document> one(DocumentKind kind, long account, String key, String locked) {
        Object number = kind.byUuid() ? uuid(key) : number(key);
        return number == null
                ? Optional.empty()
                : db.sql("select " + COLUMNS + " from " + kind.word() + " where account_id = ? and "
                                + (kind.byUuid() ? "uuid" : "id") + " = ?" + locked)
                        .params(account, number)
                        .query(Document::of)
                        .optional();
    }

    Document insert(DocumentKind kind, long account, JsonNode body, @Nullable Long by) {
        return db.sql("insert into " + kind.word()
                        + " (account_id, body, created_by, modified_by) values (?, ?::jsonb, ?, ?) returning "
                        + COLUMNS)
                .param(account)
                .param(body.toString())
                .param(by)
                .param(by)
                .query(Document::of)
                .single();
    }

    Document update(DocumentKind kind, long id, JsonNode body, @Nullable Long by) {
        return db.sql("update " + kind.word() + " set body = ?::jsonb, modified_by = ? where id = ? returning "
                        + COLUMNS)
                .param(body.toString())
                .param(by)
                .param(id)
                .query(Document::of)
                .single();
    }

    void delete(DocumentKind kind, long id) {
        db.sql("delete from " + kind.word() + " where id = ?").param(id).update();
    }

    List<Document> list(DocumentKind kind, Form form, long account, Page page) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("account", account);
        StringBuilder where = new StringBuilder("account_id = :account");
        for (Term term : page.terms()) {
            String field = term.field().isEmpty() ? kind.named() : term.field();
            String place = "term" + parameters.size();
            boolean list = form.isList(field);
            where.append(" and lower(")
                    .append(Term.named(texts(kind, form), term.parameter(), field))
                    .append(") like :")
                    .append(place);
            parameters.put(place, list ? "%\"" + term.like() + "\"%" : term.like());
        }
        String order = page.order() == null ? "id" : Term.named(orders(form), "order", page.order());
        String direction = page.descending() ? " desc" : " asc";
        return db.sql("select " + COLUMNS + " from " + kind.word() + " where " + where + " order by " + order
                        + direction + ", id" + direction + " limit " + page.size() + " offset " + page.from())
                .params(parameters)
                .query(Document::of)
                .list();
    }

    private static Map<String, String> orders(Form form) {
        Map<String, String> orders = new LinkedHashMap<>();
        form.fields().forEach(field -> orders.put(field, "body -> '" + field + "'"));
        orders.putAll(Map.of("_cid", "id", "_created", "created_at", "_last_modified", "modified_at"));
        return orders;
    }

    private static Map<String, String> texts(DocumentKind kind, Form form) {
        Map<String, String> texts = new LinkedHashMap<>();
        form.fields().forEach(field -> texts.put(field, "body ->> '" + field + "'"));
        texts.put("_cid", "'/" + kind.word() + "/' || " + (kind.byUuid() ? "uuid" : "id"));
        texts.put("_created", "extract(epoch from created_at)::bigint::text");
        texts.put("_last_modified", "extract(epoch from modified_at)::bigint::text");
        return texts;
    }

    private static @Nullable Object number(String key) {
        return key.matches("[0-9]{1,18}") ? Long.valueOf(key) : null;
    }

    private static @Nullable Object uuid(String key) {
        return key.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") ? UUID.fromString(key) : null;
    }
}
