/**
 * What of the field is honoured no more. Promise: only what the suite's authority signed counts, whoever brought it. Invariant: revoking is for good.
 */
@NullMarked
package io.vedette.contracts.revocation;

import org.jspecify.annotations.NullMarked;
