package io.vedette.observer.queue;

import io.vedette.contracts.files.StepQueue;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.connection.DefaultStringRedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.stereotype.Component;

/** Gives each worker an intake of its own. */
@Component
public class Intakes {

    private final RedisConnectionFactory connections;
    private final Leases leases;

    Intakes(RedisConnectionFactory connections, Leases leases) {
        this.connections = connections;
        this.leases = leases;
    }

    /**
     * @param worker unique among all workers that live
     * @throws org.springframework.dao.DataAccessException while Redis is away, or this observer has not met it yet
     */
    public Intake open(StepQueue queue, String worker) {
        if (!leases.isReady()) {
            throw new DataAccessResourceFailureException("Redis was not reached yet");
        }
        var connection = new DefaultStringRedisConnection(connections.getConnection());
        var intake = new Intake(connection, queue.list(), queue.processingList(worker));
        intake.begin();
        return intake;
    }
}
