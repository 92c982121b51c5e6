/**
 * The journal on the broker's disk: append-only segments of checksummed records, committed in groups, read by named subscribers. Promise: an append
 * whose future completed is on the disk; a journal opens whatever a crash left behind and says what it cut or lost. Invariant: an offset names one
 * record for ever and is never used twice. Free of Spring. Reasons and layout: DESIGN.md of this module.
 */
@NullMarked
package io.vedette.broker.journal;

import org.jspecify.annotations.NullMarked;
