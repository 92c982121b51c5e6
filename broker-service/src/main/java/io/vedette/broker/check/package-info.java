/**
 * What the broker was told to watch: the set of checks, kept on disk and changed by the stratcon, and the runs of those that pull, live runs for
 * whoever watches among them. Promise: checks go on
 * after a restart without anybody to ask; an older version of a check never replaces a newer one, not even after it was deleted.
 */
@NullMarked
package io.vedette.broker.check;

import org.jspecify.annotations.NullMarked;
