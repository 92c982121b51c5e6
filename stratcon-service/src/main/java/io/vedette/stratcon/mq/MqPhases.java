package io.vedette.stratcon.mq;

import org.springframework.context.SmartLifecycle;

/** Order of starting; of stopping it is the reverse: what feeds the queue stops before the queue. */
public final class MqPhases {
    static final int TOPICS = SmartLifecycle.DEFAULT_PHASE - 4000;
    static final int PRODUCER = SmartLifecycle.DEFAULT_PHASE - 3000;

    /** For threads that consume. */
    public static final int CONSUMERS = SmartLifecycle.DEFAULT_PHASE - 2000;

    /** For threads that produce. */
    public static final int PRODUCING = SmartLifecycle.DEFAULT_PHASE - 1000;

    private MqPhases() {}
}
