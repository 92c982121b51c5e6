/** Check bundles and their checks, one for each broker. A change of a bundle raises the version of each of its checks. */
@NullMarked
package io.vedette.webdb.check;

import org.jspecify.annotations.NullMarked;
