package io.vedette.configmonitor.files;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells a service that its files changed, in each of the ways its watch names, and asks whether it runs with them. */
final class Actions {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final WatchSettings settings;
    private final @Nullable URI observer;
    private final Supplier<String> tokens;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * @param observer whose steps are restarted
     * @param tokens what the suite's own services want to see
     */
    Actions(WatchSettings settings, @Nullable URI observer, Supplier<String> tokens) {
        this.settings = settings;
        this.observer = observer;
        this.tokens = tokens;
    }

    /** Why the first that failed did; those after it are not taken. */
    Optional<String> take() throws InterruptedException {
        Optional<String> failure =
                settings.action().isEmpty() ? Optional.empty() : Programs.run(settings.action(), PATIENCE);
        if (failure.isEmpty() && settings.post() != null) {
            failure = asked(posted(settings.post()));
        }
        for (String step : settings.restartSteps()) {
            failure = failure.isEmpty() ? restarted(step) : failure;
        }
        if (failure.isEmpty() && settings.refresh() != null) {
            failure = asked(identified(posted(settings.refresh())));
        }
        Path pidFile = settings.pidFile();
        return failure.isEmpty() && pidFile != null ? signalled(pidFile) : failure;
    }

    private Optional<String> restarted(String step) throws InterruptedException {
        if (observer == null) {
            return Optional.of("no observer is configured whose step " + step + " could be restarted");
        }
        String base = observer.toString().replaceAll("/+$", "");
        return asked(identified(posted(URI.create(base + "/api/observer/steps/" + step + "/restart"))));
    }

    private static HttpRequest.Builder posted(URI url) {
        return HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.noBody());
    }

    private HttpRequest.Builder identified(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + tokens.get());
    }

    private Optional<String> signalled(Path pidFile) throws InterruptedException {
        try {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            return Programs.run(List.of("kill", "-s", String.valueOf(settings.signal()), Long.toString(pid)), PATIENCE);
        } catch (IOException | NumberFormatException e) {
            return Optional.of(pidFile + " holds no number of a process");
        }
    }

    /** Why the service is not known to run with its files, once it had its time. */
    Optional<String> unconfirmed() throws InterruptedException {
        long end = System.nanoTime() + settings.within().toNanos();
        Optional<String> doubt = confirmation();
        while (doubt.isPresent() && System.nanoTime() < end) {
            Thread.sleep(BETWEEN);
            doubt = confirmation();
        }
        return doubt.map(why -> "not confirmed within " + settings.within().toSeconds() + " s: " + why);
    }

    private Optional<String> confirmation() throws InterruptedException {
        URI confirm = settings.confirm();
        Optional<String> doubt = confirm == null ? Optional.empty() : asked(HttpRequest.newBuilder(confirm));
        return doubt.isEmpty() && !settings.confirmBy().isEmpty()
                ? Programs.run(settings.confirmBy(), PATIENCE)
                : doubt;
    }

    private Optional<String> asked(HttpRequest.Builder request) throws InterruptedException {
        HttpRequest question = request.timeout(PATIENCE).build();
        try {
            int status =
                    http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of(question.uri() + " answered " + status);
        } catch (IOException e) {
            return Optional.of(question.uri() + " does not answer: " + e);
        }
    }
}
