package io.vedette.stratcon.mq;

import java.util.HashMap;
import java.util.Map;

/** Makes threads that consume. */
public final class Consumers {
    private final Map<String, Object> properties;
    private final Topics topics;

    Consumers(Map<String, Object> properties, Topics topics) {
        this.properties = properties;
        this.topics = topics;
    }

    /**
     * @param name of the thread
     * @param settings of the consumer, over those every client here has
     */
    public ConsumerThread thread(String name, Map<String, Object> settings, ConsumerThread.Work work) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putAll(settings);
        return new ConsumerThread(name, all, topics, work);
    }
}
