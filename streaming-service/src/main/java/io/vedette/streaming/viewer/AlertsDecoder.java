package io.vedette.streaming.viewer;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.proto.alerts.AlertEvent;
import io.vedette.streaming.viewer.StreamEvent.AlertChanged;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a record on {@code vedette.alerts} to the mailboxes of those of its account who watch alerts. */
final class AlertsDecoder {
    private static final Logger log = LoggerFactory.getLogger(AlertsDecoder.class);

    private AlertsDecoder() {}

    static void take(ConsumerRecord<byte[], byte[]> polled, WatchTable table) {
        try {
            AlertEvent alert = AlertEvent.parseFrom(polled.value());
            AlertChanged event = new AlertChanged(alert, polled.timestamp());
            for (Viewer viewer : table.alertViewers()) {
                if (viewer.view().account() == alert.getAccountId()
                        && viewer.isNewAlert(polled.partition(), polled.offset())) {
                    viewer.offer(event);
                }
            }
        } catch (InvalidProtocolBufferException e) {
            log.atWarn()
                    .addKeyValue("partition", polled.partition())
                    .addKeyValue("offset", polled.offset())
                    .log("alert record passed over: {}", e.getMessage());
        }
    }
}
