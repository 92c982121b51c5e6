/**
 * Measurements of the whole suite. Promise: each prints a table and writes the same figures as JSON under {@code benchmarks/results/}, with the
 * machine they were taken on.
 */
@NullMarked
package io.vedette.local.bench;

import org.jspecify.annotations.NullMarked;
