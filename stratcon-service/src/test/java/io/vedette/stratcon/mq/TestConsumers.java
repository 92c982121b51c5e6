package io.vedette.stratcon.mq;

import java.util.Map;

/** Consumers outside of an application. */
public final class TestConsumers {

    private TestConsumers() {}

    /** With the topics checked; the caller stops them. */
    public static Consumers of(Map<String, String> clientProperties) {
        Map<String, Object> properties = Map.copyOf(clientProperties);
        Topics topics = new Topics(properties);
        topics.start();
        return new Consumers(properties, topics);
    }
}
