package io.vedette.streaming.stream;

import io.vedette.contracts.batch.StreamId;
import io.vedette.service.problem.FieldProblem;
import io.vedette.service.problem.Problem;
import io.vedette.streaming.check.CheckDirectory;
import io.vedette.streaming.viewer.View;
import io.vedette.streaming.viewer.ViewerSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From what a request asks to a {@link View}: refuses too many streams, misspelt ones, and those of checks that the account does not have. */
@Component
final class Views {
    private final CheckDirectory directory;
    private final ViewerSettings settings;

    Views(CheckDirectory directory, ViewerSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /**
     * @param parameter name of the request parameter, for refusals
     * @param streams its values
     * @param lastEventId as the browser sends it, or null
     * @throws io.vedette.service.problem.ProblemException 400, 404 or 503
     */
    View of(long account, String parameter, List<String> streams, boolean alerts, @Nullable String lastEventId) {
        if (streams.isEmpty() && !alerts) {
            throw Problem.invalid(parameter, "at least one <check uuid>/<metric>");
        }
        if (streams.size() > settings.mostStreams()) {
            throw Problem.invalid(
                    parameter, streams.size() + " streams; one connection carries at most " + settings.mostStreams());
        }
        Set<StreamId> parsed = parse(parameter, streams);
        if (!directory.isComplete()) {
            throw Problem.unavailable("the configuration has not been read yet; try again");
        }
        parsed.forEach(stream -> refuseForeign(account, stream));
        return new View(account, parsed, alerts, since(lastEventId));
    }

    private static Set<StreamId> parse(String parameter, List<String> streams) {
        Set<StreamId> parsed = new LinkedHashSet<>();
        List<FieldProblem> problems = new ArrayList<>();
        for (String stream : streams) {
            try {
                parsed.add(StreamId.parse(stream));
            } catch (IllegalArgumentException e) {
                problems.add(new FieldProblem(parameter, "'" + stream + "' is no <check uuid>/<metric>"));
            }
        }
        if (!problems.isEmpty()) {
            throw Problem.invalid(problems);
        }
        return parsed;
    }

    private void refuseForeign(long account, StreamId stream) {
        if (directory
                .find(stream.check())
                .filter(check -> check.account() == account)
                .isEmpty()) {
            throw Problem.notFound("there is no check " + stream.check());
        }
    }

    private static long since(@Nullable String lastEventId) {
        try {
            return lastEventId == null ? 0 : Long.parseLong(lastEventId);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
