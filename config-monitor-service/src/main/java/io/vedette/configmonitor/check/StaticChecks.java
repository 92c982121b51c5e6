package io.vedette.configmonitor.check;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.files.Answer;
import io.vedette.configmonitor.files.ConfigText;
import io.vedette.configmonitor.files.FileError;
import io.vedette.configmonitor.files.Receiver;
import io.vedette.service.problem.FieldProblem;
import io.vedette.service.problem.ProblemException;
import io.vedette.webdb.scope.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The brokers' static checks: {@code checks/<name>.json} of the operator's folder, each a check bundle as API v2 takes it, beside it the {@code account} that it
 * is made for, the suite's own without. A bundle is made, changed and deleted with its file, as a change like any other.
 */
@Component
class StaticChecks implements Receiver {
    private static final String JOB = "config files";
    private static final String FIRST = "/account/1";

    private final StaticBundles bundles;

    StaticChecks(StaticBundles bundles) {
        this.bundles = bundles;
    }

    @Override
    public Answer apply(ConfigText text) {
        return answer(text, () -> {
            Fields body = body(text);
            return bundles.put(text, account(body), body);
        });
    }

    @Override
    public Answer check(ConfigText text) {
        return answer(text, () -> {
            Fields body = body(text);
            bundles.judge(text.path(), account(body), body);
            return "a check bundle would be made or changed";
        });
    }

    @Override
    public Answer remove(String path) {
        return answer(new ConfigText(path, ""), () -> bundles.remove(path));
    }

    @Override
    public Optional<Map<String, String>> inForce() {
        try {
            return Optional.of(Scope.across(JOB).call(bundles::inForce));
        } catch (DataAccessException | TransactionException away) {
            return Optional.empty();
        }
    }

    private static Answer answer(ConfigText text, Supplier<String> work) {
        try {
            return new Answer.InForce(Scope.across(JOB).call(work::get), List.of());
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            return new Answer.Refused(List.of(new FileError("", e.getOriginalMessage(), line)));
        } catch (ProblemException e) {
            return new Answer.Refused(
                    e.problem().fields().isEmpty()
                            ? List.of(new FileError("", e.problem().detail(), 0))
                            : e.problem().fields().stream()
                                    .map(field -> located(text, field))
                                    .toList());
        } catch (DataAccessException | TransactionException e) {
            return new Answer.Away("the Web DB does not take it: " + e.getMessage());
        }
    }

    private static Fields body(ConfigText text) {
        return Fields.of(JsonMapper.shared().readTree(text.text()));
    }

    private static long account(Fields body) {
        OptionalLong account = Cid.number("account", body.text("account", FIRST, FIRST.length() * 3));
        if (account.isEmpty()) {
            body.wrong("account", "must be a _cid such as " + FIRST);
            body.refuseWrong();
        }
        return account.orElseThrow();
    }

    /** On the line where the field stands, as far as that is known. */
    private static FileError located(ConfigText text, FieldProblem field) {
        String name = "\"" + field.field().replaceFirst("^.*\\.", "").replaceFirst("\\[.*", "") + "\"";
        List<String> lines = text.text().lines().toList();
        for (int n = 0; n < lines.size(); n++) {
            if (lines.get(n).contains(name)) {
                return new FileError(field.field(), field.reason(), n + 1);
            }
        }
        return new FileError(field.field(), field.reason(), 0);
    }
}
