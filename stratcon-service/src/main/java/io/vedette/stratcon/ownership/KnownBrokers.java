package io.vedette.stratcon.ownership;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vedette.contracts.proto.brokers.BrokerAddress;
import io.vedette.stratcon.home.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The brokers owned last, on disk: one JSON object a line. */
final class KnownBrokers {
    private static final Logger log = LoggerFactory.getLogger(KnownBrokers.class);
    private static final String FILE = "ownership/brokers.jsonl";
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

    private final Home home;

    KnownBrokers(Home home) {
        this.home = home;
    }

    List<BrokerAddress> load() {
        List<BrokerAddress> brokers = new ArrayList<>();
        home.read(FILE).stream().flatMap(String::lines).forEach(line -> {
            try {
                BrokerAddress.Builder broker = BrokerAddress.newBuilder();
                JsonFormat.parser().ignoringUnknownFields().merge(line, broker);
                brokers.add(broker.build());
            } catch (InvalidProtocolBufferException e) {
                log.warn("a known broker cannot be read from {}: {}", FILE, e.getMessage());
            }
        });
        return brokers;
    }

    void save(List<BrokerAddress> brokers) {
        home.write(FILE, brokers.stream().map(KnownBrokers::line).collect(Collectors.joining()));
    }

    private static String line(BrokerAddress broker) {
        try {
            return PRINTER.print(broker) + "\n";
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
