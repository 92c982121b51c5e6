package io.vedette.configmonitor.document;

import io.vedette.service.identity.Role;
import java.util.List;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v2/worksheet}. */
@RestController
@RequestMapping("/v2/worksheet")
class WorksheetEndpoint extends DocumentEndpoint {
    private static final DocumentKind KIND = new DocumentKind("worksheet", true, "title", List.of(), Role.EDITOR);

    WorksheetEndpoint(Documents documents) {
        super(documents, KIND, Judge.NONE);
    }
}
