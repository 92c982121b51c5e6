/**
 * Rule sets and groups of them by API v2. Promise: whatever API v2 says of a rule set is kept, told back and announced; what fault detection does not
 * judge yet it leaves alone, and answers name it in the header {@code X-Vedette-Not-Judged}, so that nobody trusts a rule that never fires.
 */
@NullMarked
package io.vedette.configmonitor.ruleset;

import org.jspecify.annotations.NullMarked;
