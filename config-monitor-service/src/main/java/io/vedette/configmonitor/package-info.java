/** The config monitor: the Web DB with its API and identity, and every change carried to those who live by it. A package is a feature. */
@NullMarked
package io.vedette.configmonitor;

import org.jspecify.annotations.NullMarked;
