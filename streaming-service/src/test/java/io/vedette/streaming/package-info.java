/** What the tests share: a signed caller, a reader of SSE, and what the rest of the suite would write to Kafka. */
@NullMarked
package io.vedette.streaming;

import org.jspecify.annotations.NullMarked;
