/**
 * Who calls. Config-monitor signs tokens, every service verifies them itself against the published keys and keeps those keys while config-monitor is
 * away. Promise: every door is shut unless {@link io.vedette.service.identity.OpenPaths} names it; a handler gets a
 * {@link io.vedette.service.identity.Caller} and answers for that account alone.
 */
@NullMarked
package io.vedette.service.identity;

import org.jspecify.annotations.NullMarked;
