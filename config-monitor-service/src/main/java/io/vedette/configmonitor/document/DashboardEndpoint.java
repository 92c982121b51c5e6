package io.vedette.configmonitor.document;

import io.vedette.service.identity.Role;
import java.util.List;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v2/dashboard}. */
@RestController
@RequestMapping("/v2/dashboard")
class DashboardEndpoint extends DocumentEndpoint {
    private static final DocumentKind KIND = new DocumentKind(
            "dashboard",
            false,
            "title",
            List.of("_active", "_created", "_created_by", "_dashboard_uuid", "_last_modified"),
            Role.EDITOR);

    DashboardEndpoint(Documents documents) {
        super(documents, KIND, Judge.NONE);
    }
}
