package io.vedette.stratcon.draw;

import io.vedette.contracts.feed.Position;

/**
 * How far the store is, for the broker to know.
 *
 * @param session of the durable lane that drew it
 */
record StoredPosition(long session, Position position) {}
