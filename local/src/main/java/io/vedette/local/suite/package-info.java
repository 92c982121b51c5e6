/**
 * The suite as processes on one machine: three servers, six services and the gateway. Promise: started in order, stopped in the reverse order,
 * a process that ends unasked is started again, and two suites never share a data folder. Invariant: passwords reach a process by environment
 * or private file only.
 */
@NullMarked
package io.vedette.local.suite;

import org.jspecify.annotations.NullMarked;
