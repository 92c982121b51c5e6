package io.vedette.observer.queue;

import io.vedette.contracts.files.FileEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** What is asked of Redis about whole lists. The newest message is on the left, the next to be taken on the right. */
@Component
public class RedisLists {

    private static final Logger log = LoggerFactory.getLogger(RedisLists.class);
    private final StringRedisTemplate redis;

    RedisLists(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Length of a list; empty while Redis is away. */
    public OptionalLong length(String list) {
        try {
            Long size = redis.opsForList().size(list);
            return OptionalLong.of(size == null ? 0 : size);
        } catch (DataAccessException away) {
            return OptionalLong.empty();
        }
    }

    /**
     * How many messages wait in a list and, unless they are as many as {@code limit}, which files they name; empty while Redis is away.
     *
     * @param limit zero or less is none
     */
    public Optional<Waiting> waiting(String list, int limit) {
        OptionalLong length = length(list);
        if (length.isEmpty()) {
            return Optional.empty();
        }
        if (limit > 0 && length.getAsLong() >= limit) {
            return Optional.of(new Waiting((int) Math.min(Integer.MAX_VALUE, length.getAsLong()), List.of()));
        }
        try {
            var messages = redis.opsForList().range(list, 0, -1);
            return Optional.of(messages == null ? new Waiting(0, List.of()) : new Waiting(messages.size(), messages));
        } catch (DataAccessException away) {
            return Optional.empty();
        }
    }

    /**
     * Pushes in order.
     *
     * @return those not pushed because Redis was away; in order
     */
    List<Announced> push(List<Announced> announced) {
        var byList = new LinkedHashMap<String, List<Announced>>();
        announced.forEach(one ->
                byList.computeIfAbsent(one.list(), list -> new ArrayList<>()).add(one));
        var left = new ArrayList<Announced>();
        for (Map.Entry<String, List<Announced>> group : byList.entrySet()) {
            if (!left.isEmpty() || !push(group.getKey(), group.getValue())) {
                left.addAll(group.getValue());
            }
        }
        return left;
    }

    private boolean push(String list, List<Announced> announced) {
        try {
            redis.opsForList()
                    .leftPushAll(
                            list, announced.stream().map(Announced::message).toList());
            return true;
        } catch (DataAccessException refused) {
            if (String.valueOf(refused.getMessage()).contains("WRONGTYPE")) {
                log.error("Redis key {} is no list: {} events not queued, their files stay", list, announced.size());
                return true;
            }
            log.debug("Redis is away", refused);
            return false;
        }
    }

    /** A look at a list: how long it is and which files it names. */
    public static final class Waiting {
        private final int length;
        private final Set<String> files = new HashSet<>();

        Waiting(int length, List<String> messages) {
            this.length = length;
            messages.forEach(this::remember);
        }

        private void remember(String message) {
            try {
                FileEvent event = FileEvents.parse(message);
                files.add(event.directory() + "/" + event.filename());
            } catch (MalformedEventException foreign) {
                log.trace("no file event", foreign);
            }
        }

        public int length() {
            return length;
        }

        public boolean names(String directory, String filename) {
            return files.contains(directory + "/" + filename);
        }
    }
}
