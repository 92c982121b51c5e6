/** Accounts and the people in them. An e-mail address is one user's, in whatever case it is written. */
@NullMarked
package io.vedette.webdb.account;

import org.jspecify.annotations.NullMarked;
