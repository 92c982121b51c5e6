package io.vedette.local.suite;

import io.vedette.contracts.door.Service;
import io.vedette.local.guard.StartException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The servers and services, in the order in which they need each other: the three servers, then config-monitor, which alone migrates the Web DB,
 * then the others.
 */
final class Suite implements AutoCloseable {

    private final List<List<Supervised>> stages;
    private final Progress progress;

    private Suite(List<List<Supervised>> stages, Progress progress) {
        this.stages = stages;
        this.progress = progress;
    }

    static Suite of(Parts parts, Progress progress) {
        return new Suite(
                List.of(
                        List.of(parts.postgres(), parts.redis(), parts.kafka()),
                        List.of(parts.service(Service.CONFIG_MONITOR)),
                        List.of(
                                parts.service(Service.BROKER),
                                parts.service(Service.STRATCON),
                                parts.service(Service.ALERTING),
                                parts.service(Service.STREAMING),
                                parts.service(Service.OBSERVER))),
                progress);
    }

    /** Starts stage after stage; throws {@link StartException} when one part does not come up. */
    void start() {
        for (List<Supervised> stage : stages) {
            progress.say("Starting "
                    + String.join(", ", stage.stream().map(Supervised::name).toList()));
            together(stage, Supervised::start);
        }
    }

    /** Stops stage after stage, the last one first; what was not started is skipped. */
    @Override
    public void close() {
        for (List<Supervised> stage : stages.reversed()) {
            together(stage, Supervised::close);
        }
    }

    List<Supervised> parts() {
        return stages.stream().flatMap(List::stream).toList();
    }

    private static void together(List<Supervised> stage, Consumer<Supervised> action) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            stage.forEach(part -> all.add(CompletableFuture.runAsync(() -> action.accept(part), threads)));
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
