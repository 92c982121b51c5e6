/**
 * What is drawn from journals goes on to others: as InfluxDB's line protocol over HTTP to an InfluxDB, a Telegraf or whoever else takes it. Promise: at least
 * once, in the journal's order; while the taker is away the broker's journal holds what waits. Invariant: a position is said to be taken only after an answer
 * of 2xx, or of 400, by which the taker says that it never will.
 */
@NullMarked
package io.vedette.stratcon.export;

import org.jspecify.annotations.NullMarked;
