/**
 * InfluxDB line protocol over HTTP, as Telegraf's outputs send it. Promise: a body is read as it streams; of each line all fields are taken or none; good
 * lines before and after a bad one are journaled, bad ones told with their number and counted. Names are made once per series, not per sample.
 */
@NullMarked
package io.vedette.broker.lineprotocol;

import org.jspecify.annotations.NullMarked;
