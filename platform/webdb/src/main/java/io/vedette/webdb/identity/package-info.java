/** What the Web DB keeps of issued API tokens. The token itself is kept nowhere. */
@NullMarked
package io.vedette.webdb.identity;

import org.jspecify.annotations.NullMarked;
