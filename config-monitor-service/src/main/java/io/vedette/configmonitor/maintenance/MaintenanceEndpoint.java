package io.vedette.configmonitor.maintenance;

import io.vedette.configmonitor.document.DocumentEndpoint;
import io.vedette.configmonitor.document.DocumentKind;
import io.vedette.configmonitor.document.Documents;
import io.vedette.service.identity.Role;
import java.util.List;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v2/maintenance}. */
@RestController
@RequestMapping("/v2/maintenance")
class MaintenanceEndpoint extends DocumentEndpoint {
    private static final DocumentKind KIND = new DocumentKind("maintenance", false, "item", List.of(), Role.EDITOR);

    MaintenanceEndpoint(Documents documents, WindowJudge judge) {
        super(documents, KIND, judge);
    }
}
