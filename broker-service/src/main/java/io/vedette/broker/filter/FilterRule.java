package io.vedette.broker.filter;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a filterset. It matches when all its tests do and its tag query does; without any it matches everything.
 *
 * @param id what others skip to; empty for none
 * @param skipTo for {@link Action#SKIP}, the id of a later rule
 */
record FilterRule(
        String id,
        Action action,
        String skipTo,
        List<FieldTest> tests,
        @Nullable Predicate<Subject> tags) {

    enum Action {
        ALLOW,
        DENY,
        SKIP
    }

    boolean matches(Subject subject, AddedValues added) {
        if (tags != null && !isAnswered(tags, subject)) {
            return false;
        }
        return tests.stream().allMatch(test -> test.matches(subject, added));
    }

    private static boolean isAnswered(Predicate<Subject> query, Subject subject) {
        try {
            return query.test(subject);
        } catch (IllegalStateException tooLong) {
            return false;
        }
    }
}
