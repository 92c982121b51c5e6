/**
 * The ledger: whether what brokers journaled is what was drawn and stored, minute by minute. Promise: a closed minute agrees exactly or says by how much
 * it does not, also after a kill of either side. Invariant: what is counted here is committed with the samples it counts, or not at all.
 */
@NullMarked
package io.vedette.stratcon.ledger;

import org.jspecify.annotations.NullMarked;
