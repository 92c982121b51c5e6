/**
 * What the Web DB announced on Kafka, as this stratcon needs it: its checks. Promise: a change is told to listeners within a second; a record older than
 * what is known is ignored; a deleted check stays known as deleted. Invariant: absence never means deleted.
 */
@NullMarked
package io.vedette.stratcon.config;

import org.jspecify.annotations.NullMarked;
