package io.vedette.stratcon.ledger;

import io.vedette.contracts.batch.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The ledger's figures as streams of one check that no account owns: {@code broker`<id>`<hop>}, one value a minute or several that add up. Times are
 * those of the broker's journal.
 */
final class LedgerStreams {
    /** Nobody's: only the ledger asks for them. */
    static final long ACCOUNT = 0;

    static final UUID CHECK = UUID.nameUUIDFromBytes("vedette ledger".getBytes(StandardCharsets.US_ASCII));

    private LedgerStreams() {}

    static StreamId of(long brokerId, Hop hop) {
        return of(brokerId, hop.word());
    }

    static StreamId refused(long brokerId, String reason) {
        return of(brokerId, "refused`" + reason);
    }

    private static StreamId of(long brokerId, String word) {
        return new StreamId(CHECK, "broker`" + brokerId + "`" + word);
    }
}
