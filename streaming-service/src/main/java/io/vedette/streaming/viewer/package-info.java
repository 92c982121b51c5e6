/**
 * Who watches, and what they are sent. One thread, the tap, holds the one Kafka consumer, keeps exactly the partitions somebody's streams live in,
 * and puts what it decodes into each viewer's mailbox; what is watched is told on Kafka, so that brokers look more often. Promise: nobody watching, nothing polled; a slow viewer loses its own older values, counted,
 * and never makes another wait. Invariant: a sample reaches a viewer only if configuration and batch both say that the account is the viewer's.
 */
@NullMarked
package io.vedette.streaming.viewer;

import org.jspecify.annotations.NullMarked;
