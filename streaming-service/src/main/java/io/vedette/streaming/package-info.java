/**
 * Live streams and the dashboard. An instance joins no consumer group: it assigns itself the partitions its viewers need and decodes the streams
 * they watch. Promise: nobody watching, nothing polled or decoded. Invariant: a viewer sees its own account alone.
 */
@NullMarked
package io.vedette.streaming;

import org.jspecify.annotations.NullMarked;
