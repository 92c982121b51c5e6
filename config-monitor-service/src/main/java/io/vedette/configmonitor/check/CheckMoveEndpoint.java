package io.vedette.configmonitor.check;

import io.vedette.configmonitor.document.DocumentEndpoint;
import io.vedette.configmonitor.document.DocumentKind;
import io.vedette.configmonitor.document.Documents;
import io.vedette.service.identity.Role;
import java.util.List;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v2/check_move}: moves a check as soon as it is asked to; what is listed is what was moved. */
@RestController
@RequestMapping("/v2/check_move")
class CheckMoveEndpoint extends DocumentEndpoint {
    private static final DocumentKind KIND =
            new DocumentKind("check_move", false, "new_broker", List.of(), Role.EDITOR);

    CheckMoveEndpoint(Documents documents, Mover mover) {
        super(documents, KIND, mover);
    }
}
