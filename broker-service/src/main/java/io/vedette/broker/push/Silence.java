package io.vedette.broker.push;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Cuts bodies that bring nothing for too long. All that are open are looked at now and then, four times within what is too long: a timer for each buffer
 * cost more than the buffer.
 */
@Component
final class Silence implements DisposableBean {
    private static final int LOOKS = 4;

    private final long longest;
    private final Set<Heard> open = ConcurrentHashMap.newKeySet();
    private final Disposable looking;

    Silence(PushSettings settings) {
        longest = settings.maxSilence().toNanos();
        long pause = longest / LOOKS;
        looking = Schedulers.parallel().schedulePeriodically(this::look, pause, pause, TimeUnit.NANOSECONDS);
    }

    /** When a body last brought something. */
    private static final class Heard {
        private final Sinks.One<Object> cut = Sinks.one();
        private volatile long at = System.nanoTime();

        private void now() {
            at = System.nanoTime();
        }
    }

    /** The body; it fails with an {@link IOException} when it falls silent or breaks off. */
    Flux<DataBuffer> guard(Flux<DataBuffer> body) {
        Heard heard = new Heard();
        open.add(heard);
        return body.doOnNext(buffer -> heard.now())
                .takeUntilOther(heard.cut.asMono())
                .onErrorMap(failure -> failure instanceof IOException ? failure : new IOException(failure))
                .doFinally(end -> open.remove(heard));
    }

    private void look() {
        long now = System.nanoTime();
        for (Heard heard : open) {
            if (now - heard.at > longest) {
                Sinks.EmitResult ignored = heard.cut.tryEmitError(new IOException("nothing came"));
            }
        }
    }

    @Override
    public void destroy() {
        looking.dispose();
    }
}
