/** The field as the stratcon sees it, for tests: a CA, and a broker that speaks the feed over real TLS and can be broken. */
@NullMarked
package io.vedette.stratcon.field;

import org.jspecify.annotations.NullMarked;
