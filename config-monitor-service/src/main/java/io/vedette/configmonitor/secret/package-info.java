/**
 * The keys of secrets at rest. Promise: the service does not run with rows it cannot open, and a key is changed by putting a new one in front and starting
 * again.
 */
@NullMarked
package io.vedette.configmonitor.secret;

import org.jspecify.annotations.NullMarked;
