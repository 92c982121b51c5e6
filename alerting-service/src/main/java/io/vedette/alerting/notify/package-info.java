/**
 * Tells people: each change of an alert becomes a message for every contact of its severity's groups, written in the alert's own transaction and sent
 * from there. Promise: a message is a row before it is sent; it is sent again only while its answer is unknown or asks for it, under the same
 * idempotency key; what cannot leave this machine is kept to be read. A new way to tell is one more {@link
 * io.vedette.alerting.notify.NotificationMethod}.
 */
@NullMarked
package io.vedette.alerting.notify;

import org.jspecify.annotations.NullMarked;
