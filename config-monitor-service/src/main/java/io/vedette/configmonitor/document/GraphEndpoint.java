package io.vedette.configmonitor.document;

import io.vedette.service.identity.Role;
import java.util.List;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v2/graph}. */
@RestController
@RequestMapping("/v2/graph")
class GraphEndpoint extends DocumentEndpoint {
    private static final DocumentKind KIND = new DocumentKind("graph", true, "title", List.of(), Role.EDITOR);

    GraphEndpoint(Documents documents) {
        super(documents, KIND, Judge.NONE);
    }
}
