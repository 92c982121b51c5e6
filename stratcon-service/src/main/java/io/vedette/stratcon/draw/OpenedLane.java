package io.vedette.stratcon.draw;

import java.util.UUID;

/**
 * What a broker answers when a lane is opened.
 *
 * @param session number of the lane's session
 * @param journal the broker's journal
 * @param begin offset of the first record that is still there
 * @param end offset after the last committed one
 */
record OpenedLane(long session, UUID journal, long begin, long end) {}
