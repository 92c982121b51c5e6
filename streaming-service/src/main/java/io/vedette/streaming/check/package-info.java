/**
 * Which checks there are and whose they are, read from {@code vedette.config} from the beginning at each start. Promise: a lower version never
 * overwrites a higher one, a deleted check stays deleted. Invariant: until the end seen at start is reached nobody is told that a check is unknown.
 */
@NullMarked
package io.vedette.streaming.check;

import org.jspecify.annotations.NullMarked;
