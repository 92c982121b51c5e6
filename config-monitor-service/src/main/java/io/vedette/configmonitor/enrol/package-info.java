/**
 * How brokers and stratcons come in: a one-time code buys a certificate of the suite's own authority, and a row of their own. Promise: a code lets one
 * machine in; whoever lost the answer gets the same one again for the same key, so that a crash strands nobody.
 *
 * <p>A code may be bound to a broker that is there, by an operator or an admin of the broker's account. With it the same broker, with its number, checks
 * and journal, comes back under a new key, perhaps at another address: every certificate it had is revoked in the same transaction, and what is secret in
 * its checks is sealed and announced anew.
 */
@NullMarked
package io.vedette.configmonitor.enrol;

import org.jspecify.annotations.NullMarked;
