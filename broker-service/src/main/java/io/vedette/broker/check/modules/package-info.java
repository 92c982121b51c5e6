/**
 * The check modules: one class for each way to look at something. A module returns what it saw, also when it saw nothing; the runner times it out.
 */
@NullMarked
package io.vedette.broker.check.modules;

import org.jspecify.annotations.NullMarked;
