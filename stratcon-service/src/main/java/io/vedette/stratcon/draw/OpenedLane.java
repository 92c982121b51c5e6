package io.vedette.stratcon.draw;

import java.util.UUID;

/**
 * What a broker answers when a lane is opened.
 *
 * @param session number of the lane's session
 * @param journal the broker's journal
 * @param begin offset of the first record that is still there
 * @param end offset after the last committed one
 * @param checkpoint up to where the subscriber has everything, as the broker remembers it
 */
record OpenedLane(long session, UUID journal, long begin, long end, long checkpoint) {}
