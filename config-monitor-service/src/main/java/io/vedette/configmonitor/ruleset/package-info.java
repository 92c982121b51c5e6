/**
 * Rule sets by API v2. Promise: what is taken is judged by fault detection as it stands; what detection does not judge yet is refused by name, so that
 * nobody trusts a rule that never fires.
 */
@NullMarked
package io.vedette.configmonitor.ruleset;

import org.jspecify.annotations.NullMarked;
