/**
 * The SSE doors. Promise: one connection carries all a page wants, in the words of {@code docs/architecture.md}; what is not the caller's does not
 * exist for it.
 */
@NullMarked
package io.vedette.streaming.stream;

import org.jspecify.annotations.NullMarked;
