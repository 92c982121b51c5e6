/**
 * The journal as stratcons draw it: sessions, the durable lane from a position on, the live lane from ten seconds back. Promise: a lane is pushed on
 * append, at the pace its reader takes; the durable lane leaves nothing out unsaid, the live lane drops by age alone and counts it.
 */
@NullMarked
package io.vedette.broker.feed;

import org.jspecify.annotations.NullMarked;
