/** The one address of the suite: which service answers which path. The local gateway and the chart's ingress read the same table. */
@NullMarked
package io.vedette.contracts.door;

import org.jspecify.annotations.NullMarked;
