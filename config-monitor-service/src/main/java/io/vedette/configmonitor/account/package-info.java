/** The caller's account and its users by API v2. An account other than the caller's does not exist; only an admin changes what is not their own. */
@NullMarked
package io.vedette.configmonitor.account;

import org.jspecify.annotations.NullMarked;
