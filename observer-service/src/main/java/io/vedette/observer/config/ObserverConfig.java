package io.vedette.observer.config;

import io.vedette.observer.change.Changes;
import io.vedette.observer.ini.Fault;
import io.vedette.observer.ini.Reading;
import io.vedette.observer.queue.Outbox;
import io.vedette.observer.step.PluginFile;
import io.vedette.observer.step.PluginPlace;
import io.vedette.observer.step.Step;
import io.vedette.observer.step.StepSettings;
import io.vedette.observer.step.Steps;
import io.vedette.observer.watch.ObserverFile;
import io.vedette.observer.watch.Watch;
import io.vedette.observer.watch.Watches;
import io.vedette.service.etag.Etag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The configuration in force. Changes come one after the other, guarded by this object, from the first look to the last watch started: so
 * an answer tells what its own change did.
 */
@Component
class ObserverConfig implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ObserverConfig.class);

    private final ConfigStore store;
    private final StepSettings settings;
    private final Watches watches;
    private final Steps steps;
    private final Map<String, String> environment = PluginPlace.harmless(System.getenv());
    private Map<ConfigName, String> texts = Map.of();
    private Map<String, List<Fault>> refused = Map.of();
    private boolean started;

    ObserverConfig(ConfigStore store, StepSettings settings, Watches watches, Steps steps) {
        this.store = store;
        this.settings = settings;
        this.watches = watches;
        this.steps = steps;
    }

    /**
     * What is accepted without effect.
     *
     * @throws RefusedConfigException with every wrong line
     */
    List<String> check(ConfigName name, String text) {
        Reading<?> reading = read(name, text);
        if (!reading.isAccepted()) {
            throw new RefusedConfigException(reading.faults());
        }
        return reading.notes();
    }

    /**
     * @throws RefusedConfigException with every wrong line; then the old one stays
     * @throws io.vedette.service.problem.ProblemException 412 when the caller has seen another than the old one
     */
    synchronized Applied apply(ConfigName name, String text) throws IOException {
        matchSeen(name);
        List<String> notes = check(name, text);
        var next = copy();
        boolean changed = !text.equals(next.put(name, text));
        return bringAbout(name, next, changed, notes);
    }

    /** @throws io.vedette.service.problem.ProblemException 412 as with {@link #apply} */
    synchronized Applied remove(ConfigName name) throws IOException {
        matchSeen(name);
        var next = copy();
        boolean changed = next.remove(name) != null;
        return bringAbout(name, next, changed, List.of());
    }

    private void matchSeen(ConfigName name) {
        String text = texts.get(name);
        Etag.match(text == null ? "" : sha256(text));
    }

    /** Of a text in UTF-8, hex. */
    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private Applied bringAbout(ConfigName name, Map<ConfigName, String> next, boolean changed, List<String> notes)
            throws IOException {
        if (changed) {
            store.save(next);
            texts = next;
        }
        Wanted wanted = wanted();
        Changes ofSteps = steps.apply(wanted.steps());
        Changes ofWatches = watches.apply(wanted.watches());
        return new Applied(name.path(), changed, ofWatches, ofSteps, notes);
    }

    private Map<ConfigName, String> copy() {
        var copy = new TreeMap<ConfigName, String>(ConfigStore.BY_PATH);
        copy.putAll(texts);
        return copy;
    }

    /** Of every file that can be read; one that no longer can, because its executable is gone, keeps none of the others from running. */
    private Wanted wanted() {
        var named = new ArrayList<Watch>();
        var all = new ArrayList<Step>();
        var wrong = new TreeMap<String, List<Fault>>();
        texts.forEach((name, text) -> {
            List<Fault> faults = name.plugin() == null
                    ? collect(ObserverFile.read(text, settings.data()), named)
                    : collect(PluginFile.read(text, place(name.plugin())), all);
            if (!faults.isEmpty()) {
                wrong.put(name.path(), faults);
                log.error("{} is not in force: {}", name.path(), RefusedConfigException.sentence(faults));
            }
        });
        refused = Map.copyOf(wrong);
        return Wanted.of(named, all);
    }

    private static <T> List<Fault> collect(Reading<List<T>> reading, List<T> into) {
        if (reading.isAccepted()) {
            into.addAll(reading.value());
        }
        return reading.faults();
    }

    private Reading<?> read(ConfigName name, String text) {
        return name.plugin() == null
                ? ObserverFile.read(text, settings.data())
                : PluginFile.read(text, place(name.plugin()));
    }

    private PluginPlace place(String plugin) {
        return new PluginPlace(plugin, store.pluginHome(plugin), settings.data(), environment);
    }

    /** Texts by name. */
    synchronized Map<ConfigName, String> texts() {
        return texts;
    }

    /** Files on disk that are not in force, and why. */
    synchronized Map<String, List<Fault>> refused() {
        return refused;
    }

    @Override
    public synchronized void start() {
        try {
            texts = store.load();
            Wanted wanted = wanted();
            steps.apply(wanted.steps());
            watches.apply(wanted.watches());
            log.info(
                    "{} watches and {} steps",
                    wanted.watches().size(),
                    wanted.steps().size());
            started = true;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The configuration cannot be read", unreadable);
        }
    }

    @Override
    public synchronized void stop() {
        started = false;
    }

    @Override
    public synchronized boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return Outbox.PHASE + 150;
    }
}
