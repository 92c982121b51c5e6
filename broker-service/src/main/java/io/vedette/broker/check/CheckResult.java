package io.vedette.broker.check;

import io.vedette.broker.intake.Sample;
import java.util.List;

/**
 * What one run saw.
 *
 * @param available whether the target answered
 * @param good whether the answer was what the check wants
 * @param status one line for people
 */
public record CheckResult(boolean available, boolean good, String status, List<Sample> samples) {

    public static CheckResult good(String status, List<Sample> samples) {
        return new CheckResult(true, true, status, samples);
    }

    public static CheckResult unavailable(String status) {
        return new CheckResult(false, false, status, List.of());
    }
}
