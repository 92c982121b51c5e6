/**
 * OpenHistogram's log-linear histogram, in its own binary form: what is merged here, in the store or by a library of others is the same, bin by bin. Merging
 * is exact; a quantile is wrong by at most the width of its bin, a tenth of the value.
 */
@NullMarked
package io.vedette.contracts.histogram;

import org.jspecify.annotations.NullMarked;
