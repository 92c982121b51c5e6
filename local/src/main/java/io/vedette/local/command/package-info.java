/**
 * The verbs of {@code ./vedette}. Promise: what goes wrong is told in one sentence on standard error, with exit code 1.
 */
@NullMarked
package io.vedette.local.command;

import org.jspecify.annotations.NullMarked;
