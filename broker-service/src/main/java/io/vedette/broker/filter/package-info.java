/**
 * Which streams of a check come in: filtersets (ordered rules, the first that matches decides, what none matches stays out) and the number of streams a
 * check may have. Promise: a stream that came in once goes on, across restarts, until its check's rules say otherwise; a wild source harms itself alone.
 */
@NullMarked
package io.vedette.broker.filter;

import org.jspecify.annotations.NullMarked;
