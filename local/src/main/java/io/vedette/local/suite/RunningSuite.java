package io.vedette.local.suite;

import io.vedette.local.gateway.Gateway;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A suite from its lock to its last process. The thread {@code suite-watch} keeps {@code run/suite.json} true. Closing may happen at any time,
 * also while it starts, and happens once.
 */
public final class RunningSuite implements AutoCloseable {

    private static final Duration WATCH_PERIOD = Duration.ofSeconds(1);

    private final DataFolder folder;
    private final Gateway gateway;
    private final Suite suite;
    private final SuiteFile file;
    private final Secrets secrets;
    private final Progress progress;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private RunningSuite(
            DataFolder folder, Gateway gateway, Suite suite, SuiteFile file, Secrets secrets, Progress progress) {
        this.folder = folder;
        this.gateway = gateway;
        this.suite = suite;
        this.file = file;
        this.secrets = secrets;
        this.progress = progress;
    }

    /** Takes the data folder and the ports; starts nothing yet but the gateway. */
    public static RunningSuite prepare(SuiteSettings settings, Progress progress) {
        DataFolder folder = DataFolder.open(settings.data());
        try {
            ConfigFiles.prepare(settings.data());
            Secrets secrets = Secrets.in(settings.data());
            Ports ports = Ports.of(settings);
            Gateway gateway =
                    Gateway.start(settings.gatewayPort(), service -> ports.get(ServiceEnvironment.healthPort(service)));
            ServiceEnvironment environment = new ServiceEnvironment(settings, ports, secrets, gateway.port());
            Suite suite = Suite.of(new Parts(settings, environment, progress), progress);
            SuiteFile file = new SuiteFile(settings, environment, suite);
            return new RunningSuite(folder, gateway, suite, file, secrets, progress);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Starts everything; returns when all of it answers. */
    public void start() {
        file.write(false);
        suite.start();
        file.write(true);
        Thread.ofVirtual().name("suite-watch").start(this::watch);
    }

    /** Waits until it is stopped. */
    public void awaitStop() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isFirstStart() {
        return secrets.isNew();
    }

    @Override
    public void close() {
        synchronized (stopping) {
            if (stopping.getCount() == 0) {
                return;
            }
            stopping.countDown();
        }
        long begin = System.nanoTime();
        progress.say("Stopping");
        gateway.close();
        suite.close();
        file.delete();
        folder.close();
        progress.say(
                "Stopped after " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
        stopped.countDown();
    }

    private void watch() {
        try {
            while (!stopping.await(WATCH_PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                file.write(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
