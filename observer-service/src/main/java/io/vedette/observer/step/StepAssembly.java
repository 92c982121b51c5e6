package io.vedette.observer.step;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.contracts.files.StepQueue;
import io.vedette.observer.queue.Instance;
import io.vedette.observer.queue.Intakes;
import io.vedette.observer.statsd.Statsd;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Puts running steps together. Claims live as long as the process, whatever settings their step has in turn, and no two workers ever have
 * the same name: so old workers may finish beside new ones.
 */
@Component
@EnableConfigurationProperties(StepSettings.class)
class StepAssembly {

    private final StepSettings settings;
    private final Instance instance;
    private final Intakes intakes;
    private final Telling telling;
    private final Map<StepQueue, Claims> claims = new ConcurrentHashMap<>();
    private final AtomicInteger workers = new AtomicInteger();
    private final Map<String, String> environment = PluginPlace.harmless(System.getenv());

    StepAssembly(StepSettings settings, Instance instance, Intakes intakes, Telling telling) {
        this.settings = settings;
        this.instance = instance;
        this.intakes = intakes;
        this.telling = telling;
    }

    RunningStep assemble(Step step) {
        Claims ofQueue =
                claims.computeIfAbsent(step.queue(), first -> new Claims(settings.data(), step, instance.id()));
        var metrics = telling.of(step.queue());
        var settlement = new Settlement(step, settings.data());
        var work =
                new FileWork(step, ofQueue, new StepProcess(step, environment), settlement, metrics, telling.clock());
        var parts = new StepParts(step, ofQueue, settlement, work, metrics, new ConcurrentLinkedQueue<>());
        List<StepWorker> made = new ArrayList<>();
        for (int n = 0; n < step.processes(); n++) {
            made.add(new StepWorker(instance.worker(workers.incrementAndGet()), parts, intakes, telling.clock()));
        }
        return new RunningStep(parts, made);
    }

    /** Where steps tell what they do, and by which clock. */
    @Component
    static final class Telling {
        private final MeterRegistry meters;
        private final Statsd statsd;
        private final Clock clock;

        Telling(MeterRegistry meters, Statsd statsd, Clock clock) {
            this.meters = meters;
            this.statsd = statsd;
            this.clock = clock;
        }

        StepMetrics of(StepQueue queue) {
            return new StepMetrics(meters, statsd, queue.plugin(), queue.step());
        }

        Clock clock() {
            return clock;
        }
    }
}
