package io.vedette.stratcon.draw;

import io.vedette.stratcon.ledger.LedgerTally;
import io.vedette.stratcon.rollup.SampleFate;
import io.vedette.stratcon.store.Commit;
import java.util.Map;

/**
 * What a durable lane drew for one commit.
 *
 * @param fates its samples by what became of them
 * @param ledger its figures, to be told how the commit ended
 */
record DrawnPart(Commit commit, Map<SampleFate, Long> fates, LedgerTally.Moved ledger) {}
