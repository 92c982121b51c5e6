/**
 * How brokers and stratcons come in: a one-time code buys a certificate of the suite's own authority, and a row of their own. Promise: a code lets one
 * machine in; whoever lost the answer gets the same one again for the same key, so that a crash strands nobody.
 */
@NullMarked
package io.vedette.configmonitor.enrol;

import org.jspecify.annotations.NullMarked;
