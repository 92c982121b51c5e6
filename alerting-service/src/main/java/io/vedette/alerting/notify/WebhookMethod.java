package io.vedette.alerting.notify;

import io.vedette.contracts.reach.DeniedAddressException;
import io.vedette.contracts.reach.Reach;
import io.vedette.webdb.alert.Message;
import io.vedette.webdb.alert.Recipient;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Tells by an HTTP request, with the header {@code Idempotency-Key}. Only http and https; redirects are not followed, since they would lead where
 * nobody has configured. 2xx is delivered; 408, 425, 429, 5xx, and no answer in time are tried again; anything else is final.
 */
@Component
@Profile("notification")
class WebhookMethod implements NotificationMethod {
    static final String WORD = "http";
    private static final Set<Integer> LATER = Set.of(408, 425, 429);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Duration timeout;

    WebhookMethod(NotifySettings settings) {
        timeout = settings.webhookTimeout();
    }

    /** Whether the recipient wants form fields, not JSON. A GET has no body to put JSON into. */
    static boolean asParams(Recipient recipient) {
        return isGet(recipient) || recipient.format().equalsIgnoreCase("params");
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public String server(Message message) {
        return message.recipient().target().replaceFirst("^(\\w+://[^/?#]*).*$", "$1");
    }

    @Override
    public Outcome deliver(Message message) {
        HttpRequest request;
        try {
            request = request(message);
            // The address is looked up once more to connect, and answered from the JVM's cache: nobody can swap it
            // between.
            Reach.ofThisProcess().check(request.uri().getHost());
        } catch (IllegalArgumentException e) {
            return new Outcome.Rejected("the URL is none: " + e.getMessage());
        } catch (DeniedAddressException e) {
            return new Outcome.Rejected(String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            return new Outcome.Retryable(cause(e));
        }
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, BodyHandlers.discarding());
        try {
            return of(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Outcome.Retryable("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return new Outcome.Retryable(cause(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Outcome.Retryable("stopped while waiting for the answer");
        }
    }

    private HttpRequest request(Message message) {
        Recipient recipient = message.recipient();
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .timeout(timeout)
                .header("Idempotency-Key", message.idempotencyKey().toString())
                .header("User-Agent", "Vedette");
        if (isGet(recipient)) {
            return request.uri(checked(
                            recipient.target() + (recipient.target().contains("?") ? "&" : "?") + message.body()))
                    .GET()
                    .build();
        }
        String type = asParams(recipient) ? "application/x-www-form-urlencoded" : "application/json";
        return request.uri(checked(recipient.target()))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(message.body()))
                .build();
    }

    private static URI checked(String url) {
        URI uri = URI.create(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("only http and https lead to a webhook");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("it names no host");
        }
        return uri;
    }

    private static boolean isGet(Recipient recipient) {
        return recipient.httpMethod().equalsIgnoreCase("GET");
    }

    private static Outcome of(int status) {
        if (status >= 200 && status < 300) {
            return new Outcome.Delivered();
        }
        if (status >= 500 || LATER.contains(status)) {
            return new Outcome.Retryable("answered " + status);
        }
        boolean redirect = status >= 300 && status < 400;
        return new Outcome.Rejected("answered " + status + (redirect ? "; redirects are not followed" : ""));
    }

    private static String cause(Throwable failure) {
        String message = failure instanceof IOException && failure.getMessage() != null ? failure.getMessage() : "";
        return (failure.getClass().getSimpleName() + " " + message).strip();
    }
}
