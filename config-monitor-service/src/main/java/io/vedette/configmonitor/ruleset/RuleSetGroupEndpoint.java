package io.vedette.configmonitor.ruleset;

import io.vedette.configmonitor.document.DocumentEndpoint;
import io.vedette.configmonitor.document.DocumentKind;
import io.vedette.configmonitor.document.Documents;
import io.vedette.service.identity.Role;
import java.util.List;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v2/rule_set_group}. */
@RestController
@RequestMapping("/v2/rule_set_group")
class RuleSetGroupEndpoint extends DocumentEndpoint {
    private static final DocumentKind KIND = new DocumentKind("rule_set_group", false, "name", List.of(), Role.EDITOR);

    RuleSetGroupEndpoint(Documents documents, GroupJudge judge) {
        super(documents, KIND, judge);
    }
}
