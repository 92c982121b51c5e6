/**
 * The operator's crontabs: parsed, judged by line, and run. Promise: a job of a crontab in force is started once for each of its times, never beside itself,
 * also with two config monitors; what became of it is kept in the Web DB and shown. A job's time that nobody was there for is not made up for.
 */
@NullMarked
package io.vedette.configmonitor.cron;

import org.jspecify.annotations.NullMarked;
