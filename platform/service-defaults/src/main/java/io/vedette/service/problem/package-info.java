/**
 * How errors are told: RFC 9457 under {@code /api}, the Circonus shape under {@code /v2}, each naming the field and the reason. Stack traces and SQL
 * never leave a service.
 */
@NullMarked
package io.vedette.service.problem;

import org.jspecify.annotations.NullMarked;
