package io.vedette.broker.filter;

import io.vedette.broker.filter.FilterRule.Action;
import java.util.List;

/** Ordered rules: the first that matches decides, and what none matches stays out. */
record Filterset(List<FilterRule> rules, AddedValues added) {

    boolean admits(Subject subject) {
        String skippingTo = "";
        for (FilterRule rule : rules) {
            if (!skippingTo.isEmpty() && !rule.id().equals(skippingTo)) {
                continue;
            }
            skippingTo = "";
            if (!rule.matches(subject, added)) {
                continue;
            }
            if (rule.action() != Action.SKIP) {
                return rule.action() == Action.ALLOW;
            }
            skippingTo = rule.skipTo();
        }
        return false;
    }
}
