@NullMarked
package io.vedette.stratcon.ledger;

import org.jspecify.annotations.NullMarked;
