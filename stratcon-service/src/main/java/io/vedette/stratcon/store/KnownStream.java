package io.vedette.stratcon.store;

import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;

/**
 * A stream of the catalogue.
 *
 * @param type type of a sample seen lately
 * @param firstSeenMs time of the oldest sample known when the stream was entered, epoch ms
 * @param lastSeenMs time of the youngest sample, epoch ms, as far behind as {@link TouchPace} lets it
 */
public record KnownStream(int id, StreamId stream, long account, MetricType type, long firstSeenMs, long lastSeenMs) {}
