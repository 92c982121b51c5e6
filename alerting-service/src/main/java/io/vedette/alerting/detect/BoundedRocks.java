package io.vedette.alerting.detect;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/** One small cache for all stores of this process: by default each of the 24 would take its own 50 MB. Made by Kafka Streams through reflection. */
public class BoundedRocks implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 12L << 20;
    private static final long BUFFER_BYTES = 6L << 20;
    private static final long BUFFER_BYTES_OF_STORE = 512L << 10;

    // They live as long as the process: nothing closes them.
    private static final Cache CACHE = new LRUCache(CACHE_BYTES);
    private static final WriteBufferManager BUFFERS = new WriteBufferManager(BUFFER_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(BUFFERS);
        options.setWriteBufferSize(BUFFER_BYTES_OF_STORE);
        options.setMaxWriteBufferNumber(2);
    }

    @Override
    public void close(String storeName, Options options) {
        // The options are the store's, cache and buffers are everybody's.
    }
}
