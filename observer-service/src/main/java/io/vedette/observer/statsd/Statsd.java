package io.vedette.observer.statsd;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Sends one line a datagram: {@code <name>,module=mfdata,host=<h>,plugin=<p>,step=<s>:<value>|<kind>}. Safe from any thread. Alert when
 * {@code vedette.observer.statsd.unsent} grows: streams of the steps stand still while the steps may not.
 */
@Component
@EnableConfigurationProperties(StatsdSettings.class)
public class Statsd implements DisposableBean {

    private final String target;
    private final DatagramChannel channel;
    private final Counter unsent;
    private final String host = hostName();

    Statsd(StatsdSettings settings, MeterRegistry meters) {
        this.target = settings.statsd() == null ? "" : settings.statsd();
        this.unsent = meters.counter("vedette.observer.statsd.unsent");
        try {
            this.channel = DatagramChannel.open();
            channel.configureBlocking(false);
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }

    public void count(String name, String plugin, String step, long howMany) {
        send(name, plugin, step, Long.toString(howMany), "c");
    }

    public void gauge(String name, String plugin, String step, long value) {
        send(name, plugin, step, Long.toString(value), "g");
    }

    /** @param nanos sent as milliseconds with three decimals */
    public void time(String name, String plugin, String step, long nanos) {
        send(name, plugin, step, String.format(Locale.ROOT, "%.3f", nanos / 1e6), "ms");
    }

    private void send(String name, String plugin, String step, String value, String kind) {
        if (target.isEmpty()) {
            return;
        }
        String line =
                name + ",module=mfdata,host=" + host + ",plugin=" + plugin + ",step=" + step + ":" + value + "|" + kind;
        InetSocketAddress to = address();
        try {
            if (to == null || channel.send(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), to) == 0) {
                unsent.increment();
            }
        } catch (IOException nobodyListens) {
            unsent.increment();
        }
    }

    /** Asked anew each time, as a broker may move; the JDK keeps answers for a while. */
    private @Nullable InetSocketAddress address() {
        int colon = target.lastIndexOf(':');
        var address = new InetSocketAddress(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
        return address.isUnresolved() ? null : address;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9_.-]", "_");
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    @Override
    public void destroy() throws IOException {
        channel.close();
    }
}
