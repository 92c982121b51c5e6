/**
 * Programs that a service starts for an operator. Promise: none of them outlives what it was started for, neither when that ends nor when the service is
 * killed.
 */
@NullMarked
package io.vedette.service.process;

import org.jspecify.annotations.NullMarked;
