package io.vedette.configmonitor.document;

import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.apiv2.Page;
import io.vedette.service.identity.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** What one kind of document offers under {@code /v2}; who extends it says which, and under which path. */
public abstract class DocumentEndpoint {
    private final Documents documents;
    private final DocumentKind kind;
    private final Form form;
    private final Judge judge;

    protected DocumentEndpoint(Documents documents, DocumentKind kind, Judge judge) {
        this.documents = documents;
        this.kind = kind;
        this.form = Forms.of(kind.word());
        this.judge = judge;
    }

    @GetMapping
    List<Map<String, Object>> list(
            @AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> parameters) {
        return documents.list(kind, form, caller, Page.of(parameters));
    }

    @GetMapping("/{id}")
    Map<String, Object> get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        return documents.get(kind, caller, id);
    }

    @PostMapping
    Map<String, Object> create(@AuthenticationPrincipal Caller caller, @RequestBody @Nullable JsonNode body) {
        return documents.create(kind, form, judge, caller, Fields.of(body));
    }

    @PutMapping("/{id}")
    Map<String, Object> change(
            @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody @Nullable JsonNode body) {
        return documents.change(kind, form, judge, caller, id, Fields.of(body));
    }

    @DeleteMapping("/{id}")
    Map<String, Object> delete(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        documents.delete(kind, caller, id);
        return Map.of();
    }
}
