package io.vedette.configmonitor.document;

import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import java.util.List;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v2/annotation}: what happened from {@code start} to {@code stop}, in seconds since 1970. */
@RestController
@RequestMapping("/v2/annotation")
class AnnotationEndpoint extends DocumentEndpoint {
    private static final DocumentKind KIND = new DocumentKind(
            "annotation", false, "title", List.of("_created", "_last_modified", "_last_modified_by"), Role.EDITOR);

    AnnotationEndpoint(Documents documents) {
        super(documents, KIND, AnnotationEndpoint::judge);
    }

    private static void judge(Caller caller, Fields body, ObjectNode annotation) {
        if (annotation.path("stop").asLong(0) < annotation.path("start").asLong(0)) {
            body.wrong("stop", "must not be before start");
        }
    }
}
