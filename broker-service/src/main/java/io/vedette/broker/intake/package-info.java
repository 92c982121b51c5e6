/**
 * Everything collected, pushed or pulled, ends in one {@link io.vedette.broker.intake.Intake}: it refuses with a reason, counts, recognises what was sent
 * twice, makes batches and answers when they are in the journal. Promise: received = journaled + repeat + refused, for every protocol.
 */
@NullMarked
package io.vedette.broker.intake;

import org.jspecify.annotations.NullMarked;
