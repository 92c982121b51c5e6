/** What applying a configuration started, stopped and left running. Invariant: a name stands in one of the three lists only. */
@NullMarked
package io.vedette.observer.change;

import org.jspecify.annotations.NullMarked;
