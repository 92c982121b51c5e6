package io.vedette.configmonitor.check;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.document.Judge;
import io.vedette.service.identity.Caller;
import io.vedette.webdb.broker.Broker;
import io.vedette.webdb.broker.Brokers;
import io.vedette.webdb.check.Check;
import io.vedette.webdb.check.CheckBundles;
import io.vedette.webdb.check.Checks;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives a check another broker. It stays the same check: its uuid, its streams, its rule sets. The move is one change of one resource, so that nobody
 * who follows the configuration ever sees it on both brokers or on none.
 */
@Component
class Mover implements Judge {
    private final Checks checks;
    private final CheckBundles bundles;
    private final Brokers brokers;

    Mover(Checks checks, CheckBundles bundles, Brokers brokers) {
        this.checks = checks;
        this.bundles = bundles;
        this.brokers = brokers;
    }

    @Override
    public void judge(Caller caller, Fields body, ObjectNode move) {
        @Nullable Check check = check(caller, body, move.path("check_id").asLong(0));
        @Nullable Broker broker = broker(caller, body, move.path("new_broker").asString(""));
        if (check == null || broker == null) {
            return;
        }
        Long left = check.brokerId();
        if (left == null) {
            body.wrong("check_id", "this check runs on no broker");
            return;
        }
        bundles.findToChange(check.bundleId(), caller.account());
        boolean isThere = checks.findByBundleIdInOrderById(List.of(check.bundleId())).stream()
                .anyMatch(other ->
                        other.id() != check.id() && Long.valueOf(broker.id()).equals(other.brokerId()));
        if (isThere) {
            body.wrong("new_broker", "the bundle has a check there already");
        } else if (left != broker.id()) {
            check.moveTo(broker.id());
            checks.flush();
            move.put("_broker", Cid.of("broker", left));
        }
        move.put("_status", "Moved");
    }

    private @Nullable Check check(Caller caller, Fields body, long id) {
        @Nullable
        Check check = checks.findByIdAndAccountId(id, caller.account()).orElse(null);
        if (check == null && id > 0) {
            body.wrong("check_id", "no check " + Cid.of("check", id));
        }
        return check;
    }

    private @Nullable Broker broker(Caller caller, Fields body, String cid) {
        OptionalLong id = Cid.number("broker", cid);
        @Nullable
        Broker broker = id.isPresent() ? brokers.findById(id.getAsLong()).orElse(null) : null;
        if (broker == null || !broker.serves(caller.account())) {
            if (!cid.isEmpty()) {
                body.wrong("new_broker", "no broker '" + cid + "'");
            }
            return null;
        }
        if (broker.retired()) {
            body.wrong("new_broker", "the broker is retired");
            return null;
        }
        return broker;
    }
}
