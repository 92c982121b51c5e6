/**
 * The Web DB: its Flyway migrations, entities and repositories, a package for each word of the domain. Promise: a change of an announced table, by
 * whatever hand, raises the row's version and stands in {@code config_outbox}; the database does it, no caller can forget it. Only config-monitor
 * migrates.
 */
@NullMarked
package io.vedette.webdb;

import org.jspecify.annotations.NullMarked;
