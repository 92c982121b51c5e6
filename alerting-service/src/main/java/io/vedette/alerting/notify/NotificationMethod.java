package io.vedette.alerting.notify;

import io.vedette.webdb.alert.Message;

/** A way to tell people. Blocks, not longer than the sender's lease; says every failure as an outcome. */
interface NotificationMethod {

    /** Its word in contact groups: {@code email}, {@code http}. */
    String word();

    /** What fails together with this message: messages to the same server share a circuit breaker. */
    String server(Message message);

    /** Delivers once, carrying {@link Message#idempotencyKey()}. */
    Outcome deliver(Message message);
}
