/**
 * {@code Idempotency-Key}: a POST that is sent again, because its answer was lost, is answered as the first was and done once. Promise: for a day, the same
 * caller's same key stands for one request; what is answered is kept as secrets are. Invariant: a failure of ours (5xx) is not kept.
 */
@NullMarked
package io.vedette.configmonitor.repeat;

import org.jspecify.annotations.NullMarked;
