package io.vedette.local.suite;

import io.vedette.contracts.door.Service;
import io.vedette.local.guard.StartException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The servers and services, each started as soon as those it needs for a good start are there: config-monitor, which alone migrates the Web DB,
 * after Postgres; those on a sample's way to the screen after Kafka; the others leave them the processors until then. Stopped stage by stage, the
 * last one first.
 */
final class Suite implements AutoCloseable {

    /**
     * @param part one process
     * @param after started when these answer
     */
    private record Step(Supervised part, List<Supervised> after) {}

    private final List<List<Supervised>> stages;
    private final List<Step> steps;
    private final Progress progress;

    private Suite(List<List<Supervised>> stages, List<Step> steps, Progress progress) {
        this.stages = stages;
        this.steps = steps;
        this.progress = progress;
    }

    static Suite of(Parts parts, Progress progress) {
        Supervised postgres = parts.postgres();
        Supervised redis = parts.redis();
        Supervised kafka = parts.kafka();
        Supervised configMonitor = parts.service(Service.CONFIG_MONITOR);
        List<Supervised> river = List.of(
                parts.service(Service.BROKER), parts.service(Service.STRATCON), parts.service(Service.STREAMING));
        List<Supervised> others = List.of(parts.service(Service.ALERTING), parts.service(Service.OBSERVER));
        List<Supervised> beforeOthers = new ArrayList<>(river);
        beforeOthers.add(configMonitor);
        beforeOthers.add(redis);
        List<Step> steps = new ArrayList<>();
        List.of(postgres, redis, kafka).forEach(server -> steps.add(new Step(server, List.of())));
        steps.add(new Step(configMonitor, List.of(postgres)));
        river.forEach(service -> steps.add(new Step(service, List.of(postgres, kafka))));
        others.forEach(service -> steps.add(new Step(service, beforeOthers)));
        List<Supervised> services = new ArrayList<>(river);
        services.addAll(others);
        return new Suite(List.of(List.of(postgres, redis, kafka), List.of(configMonitor), services), steps, progress);
    }

    /** Starts all of them; throws {@link StartException} when one does not come up. */
    void start() {
        progress.say("Starting "
                + String.join(", ", parts().stream().map(Supervised::name).toList()));
        Map<Supervised, CompletableFuture<Void>> started = new HashMap<>();
        together(threads -> {
            for (Step step : steps) {
                CompletableFuture<Void> before = CompletableFuture.allOf(
                        step.after().stream().map(started::get).toArray(CompletableFuture[]::new));
                started.put(step.part(), before.thenRunAsync(step.part()::start, threads));
            }
            return started.values();
        });
    }

    /** Stops stage after stage, the last one first; what was not started is skipped. */
    @Override
    public void close() {
        for (List<Supervised> stage : stages.reversed()) {
            together(threads -> stage.stream()
                    .map(part -> CompletableFuture.runAsync(part::close, threads))
                    .toList());
        }
    }

    List<Supervised> parts() {
        return stages.stream().flatMap(List::stream).toList();
    }

    private static void together(Function<Executor, Collection<CompletableFuture<Void>>> work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(work.apply(threads).toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
