/**
 * Where on its disk the broker keeps what it needs to go on alone. Invariant: the folder and what lies below it is readable by the broker alone.
 */
@NullMarked
package io.vedette.broker.home;

import org.jspecify.annotations.NullMarked;
