/**
 * The observer's configuration: MetWork's files, checked as a whole before anything changes, kept on disk, in force without a restart.
 * Promise: what was refused changes nothing and is told by line; what was accepted is in force before the answer and after any restart.
 */
@NullMarked
package io.vedette.observer.config;

import org.jspecify.annotations.NullMarked;
