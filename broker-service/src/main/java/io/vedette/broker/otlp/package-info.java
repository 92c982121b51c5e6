/**
 * OpenTelemetry's metrics: OTLP over HTTP (Protobuf and JSON) and over gRPC. Promise: success is in the journal; points that cannot be samples are told as
 * rejected in OTLP's own words; histograms become OpenHistogram's, by the middle of their buckets unless the check says otherwise.
 */
@NullMarked
package io.vedette.broker.otlp;

import org.jspecify.annotations.NullMarked;
