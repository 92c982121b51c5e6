package io.vedette.broker.check;

import io.vedette.contracts.proto.config.Check;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** One run of one check, on a virtual thread of its own that is interrupted when the check's timeout is over. Whatever goes wrong is an outcome. */
@Component
class CheckRuns implements DisposableBean {
    private final Map<String, CheckModule> modules;
    private final Clock clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("check-run-", 0).factory());

    CheckRuns(List<CheckModule> modules, Clock clock) {
        this.modules = modules.stream().collect(Collectors.toUnmodifiableMap(CheckType::name, Function.identity()));
        this.clock = clock;
    }

    /**
     * A run that ended.
     *
     * @param endedMs when, epoch ms
     * @param tookMs how long it took
     */
    record Ended(CheckResult result, long endedMs, long tookMs) {
        CheckState state() {
            return new CheckState(result.available(), result.good(), result.status(), endedMs, tookMs);
        }
    }

    /** The types that are run. */
    Set<String> types() {
        return modules.keySet();
    }

    boolean runs(Check check) {
        return modules.containsKey(check.getType());
    }

    /** Runs a check of a type that is run. */
    Ended run(Check check) throws InterruptedException {
        CheckModule module = modules.get(check.getType());
        if (module == null) {
            throw new IllegalArgumentException(check.getType() + " is not run");
        }
        long began = System.nanoTime();
        CheckResult result = result(check, module);
        return new Ended(result, clock.millis(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    private CheckResult result(Check check, CheckModule module) throws InterruptedException {
        Future<CheckResult> run = threads.submit(() -> module.run(Targets.filledIn(check), clock.millis()));
        try {
            return run.get(check.getTimeoutMs(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return CheckResult.unavailable("timeout after " + check.getTimeoutMs() + " ms");
        } catch (ExecutionException e) {
            return CheckResult.unavailable(reason(e.getCause() == null ? e : e.getCause()));
        } finally {
            run.cancel(true);
        }
    }

    private static String reason(Throwable cause) {
        return cause instanceof UnknownHostException
                ? "cannot resolve " + cause.getMessage()
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
