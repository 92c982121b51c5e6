package io.vedette.configmonitor.announce;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.ConfigResource;
import java.util.Collection;
import java.util.Map;

/** Tells resources of one kind as they are now. Version and owner are set; the database's identity is the caller's affair. */
interface ResourceSource {

    ConfigKey.Kind kind();

    /** The table it lives in and the column its key stands in. */
    Table table();

    /**
     * @param ids as in {@link ConfigKey#id}
     * @return by id; one that does not exist is left out
     */
    Map<String, ConfigResource.Builder> read(Collection<String> ids);

    /** Where a kind's rows are. */
    record Table(String name, String key) {}
}
