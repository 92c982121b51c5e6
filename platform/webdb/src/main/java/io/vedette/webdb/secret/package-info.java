/**
 * Secrets at rest. Promise: no row of the Web DB holds one in clear, and the database refuses one that arrives so; the key can be changed. Invariant: the
 * keys are in no table.
 */
@NullMarked
package io.vedette.webdb.secret;

import org.jspecify.annotations.NullMarked;
