/**
 * MetWork's conf_monitor: carries every change of the observer's files to the observer. Promise: a changed file is in force within a second
 * or refused with the line that is wrong, and while the observer is away it is tried until it answers. Judged by content, never by dates.
 */
@NullMarked
package io.vedette.configmonitor.files;

import org.jspecify.annotations.NullMarked;
