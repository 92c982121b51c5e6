/** Brokers by API v2: those of the caller's account and those that serve all. They come by enrolment, not by this door. */
@NullMarked
package io.vedette.configmonitor.broker;

import org.jspecify.annotations.NullMarked;
