/** Rule sets: what is judged of one metric of one check, and whom it reaches. One goes with its check. */
@NullMarked
package io.vedette.webdb.ruleset;

import org.jspecify.annotations.NullMarked;
