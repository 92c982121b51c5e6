package io.vedette.configmonitor.document;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.apiv2.Page;
import io.vedette.service.etag.Etag;
import io.vedette.service.identity.Caller;
import io.vedette.service.problem.Problem;
import io.vedette.service.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** What can be done with documents, each in one transaction. A document of another account does not exist. */
@Service
@Transactional
public class Documents {
    private final DocumentTable table;

    Documents(DocumentTable table) {
        this.table = table;
    }

    List<Map<String, Object>> list(DocumentKind kind, Form form, Caller caller, Page page) {
        return table.list(kind, form, caller.account(), page).stream()
                .map(document -> document.shown(kind))
                .toList();
    }

    Map<String, Object> get(DocumentKind kind, Caller caller, String key) {
        return shown(kind, table.find(kind, caller.account(), key).orElseThrow(() -> missing(kind, key)));
    }

    Map<String, Object> create(DocumentKind kind, Form form, Judge judge, Caller caller, Fields body) {
        caller.needs(kind.changedBy());
        ObjectNode document = form.read(body, null);
        judge.judge(caller, body, document);
        body.refuseWrong();
        return shown(kind, table.insert(kind, caller.account(), document, userOf(caller)));
    }

    Map<String, Object> change(DocumentKind kind, Form form, Judge judge, Caller caller, String key, Fields body) {
        caller.needs(kind.changedBy());
        Document stored = toChange(kind, caller, key);
        ObjectNode document = form.read(body, stored.body());
        judge.judge(caller, body, document);
        body.refuseWrong();
        return shown(kind, table.update(kind, stored.id(), document, userOf(caller)));
    }

    void delete(DocumentKind kind, Caller caller, String key) {
        caller.needs(kind.changedBy());
        table.delete(kind, toChange(kind, caller, key).id());
    }

    private Document toChange(DocumentKind kind, Caller caller, String key) {
        Document stored = table.findToChange(kind, caller.account(), key).orElseThrow(() -> missing(kind, key));
        Etag.match(stored.version());
        return stored;
    }

    private static Map<String, Object> shown(DocumentKind kind, Document document) {
        Etag.show(document.version());
        return document.shown(kind);
    }

    private static @Nullable Long userOf(Caller caller) {
        OptionalLong user = Cid.number("user", caller.user());
        return user.isPresent() ? user.getAsLong() : null;
    }

    private static ProblemException missing(DocumentKind kind, String key) {
        return Problem.notFound("no " + kind.word().replace('_', ' ') + " /" + kind.word() + "/" + key);
    }
}
