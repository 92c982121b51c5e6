/**
 * Prometheus remote write 1.0 and 2.0, native histograms included. Promise: 2xx is in the journal; a message is read in place, without objects per label or
 * sample beyond the sample itself; what cannot be a sample is counted with its reason, and the marks of a series' end are no samples.
 */
@NullMarked
package io.vedette.broker.remotewrite;

import org.jspecify.annotations.NullMarked;
