package io.vedette.stratcon.store;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param disk a folder on the store's disk, where it is this machine's; empty when it is another's
 * @param capacity how large the store may become; 0 when only the disk counts
 * @param leastFree room below which nothing is written, so that what else lives there goes on
 */
record RoomSettings(
        @DefaultValue("") String disk,
        @DefaultValue("0B") DataSize capacity,
        @DefaultValue("512MB") DataSize leastFree) {}
