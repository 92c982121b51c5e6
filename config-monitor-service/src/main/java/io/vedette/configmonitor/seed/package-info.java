/**
 * What is there from the first day: an account with its admin, checks that watch this machine and the suite, rules that reach the admin. Each is made once;
 * what somebody deletes does not come back.
 */
@NullMarked
package io.vedette.configmonitor.seed;

import org.jspecify.annotations.NullMarked;
