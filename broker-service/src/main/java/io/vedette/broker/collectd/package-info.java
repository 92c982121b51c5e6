/**
 * collectd: its binary protocol over UDP, plain, signed and encrypted, and the JSON of its write_http. Promise: a packet is weighed before it is believed; of a
 * broken one what came before the mistake is kept; names are those that Circonus gave them.
 */
@NullMarked
package io.vedette.broker.collectd;

import org.jspecify.annotations.NullMarked;
