package io.vedette.configmonitor.broker;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Listing;
import io.vedette.configmonitor.apiv2.Page;
import io.vedette.service.identity.Caller;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.broker.Broker;
import io.vedette.webdb.broker.Brokers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v2/broker}: read only. An account sees of a shared broker's checks the counts of its own. */
@RestController
@RequestMapping("/v2/broker")
@Transactional(readOnly = true)
class BrokerEndpoint {
    private static final Map<String, String> ATTRIBUTES =
            Map.of("_name", "name", "cn", "cn", "external_host", "host", "_tags", "tags");

    private final Brokers brokers;
    private final Listing listing;
    private final JdbcClient db;

    BrokerEndpoint(Brokers brokers, Listing listing, JdbcClient db) {
        this.brokers = brokers;
        this.listing = listing;
        this.db = db;
    }

    @GetMapping
    List<BrokerView> list(@AuthenticationPrincipal Caller caller, @RequestParam Map<String, String> parameters) {
        Listing.Shape<Broker> shape = new Listing.Shape<>(
                Broker.class,
                ATTRIBUTES,
                "_name",
                (builder, root) -> builder.or(
                        builder.isNull(root.get("accountId")), builder.equal(root.get("accountId"), caller.account())));
        List<Broker> found = listing.list(shape, Page.of(parameters));
        Map<Long, Map<String, Long>> counts = counts(caller, found);
        return found.stream()
                .map(broker -> BrokerView.of(broker, counts.getOrDefault(broker.id(), Map.of())))
                .toList();
    }

    @GetMapping("/{id}")
    BrokerView get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        Broker broker = brokers.findById(id)
                .filter(found -> found.serves(caller.account()))
                .orElseThrow(() -> Problem.notFound("no broker " + Cid.of("broker", id)));
        return BrokerView.of(broker, counts(caller, List.of(broker)).getOrDefault(id, Map.of()));
    }

    private Map<Long, Map<String, Long>> counts(Caller caller, List<Broker> brokers) {
        Map<Long, Map<String, Long>> counts = new HashMap<>();
        if (!brokers.isEmpty()) {
            db.sql("""
                            select c.broker_id, b.type, count(*) as checks
                            from bundle_check c join check_bundle b on b.id = c.bundle_id
                            where c.account_id = :account and c.broker_id in (:brokers)
                            group by c.broker_id, b.type""")
                    .param("account", caller.account())
                    .param("brokers", brokers.stream().map(Broker::id).toList())
                    .query(row -> {
                        counts.computeIfAbsent(row.getLong("broker_id"), id -> new TreeMap<>())
                                .put(row.getString("type"), row.getLong("checks"));
                    });
        }
        return counts;
    }
}
