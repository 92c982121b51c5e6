package io.vedette.configmonitor.check;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.files.ConfigText;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.webdb.account.Accounts;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which bundle stands in which file; for a named job across accounts. */
@Component
@Transactional
class StaticBundles {
    private final Bundles bundles;
    private final Accounts accounts;
    private final JdbcClient db;

    StaticBundles(Bundles bundles, Accounts accounts, JdbcClient db) {
        this.bundles = bundles;
        this.accounts = accounts;
        this.db = db;
    }

    /** A bundle of an account. */
    private record Owned(long id, long accountId) {}

    /** What a file's bundle would be refused for is thrown. */
    void judge(String path, long account, Fields body) {
        Optional<Owned> known = known(path);
        if (known.isPresent()) {
            stays(known.get(), account, body);
            body.refuseWrong();
        } else {
            bundles.judge(caller(knownAccount(account, body)), body);
        }
    }

    /** Makes the bundle, or changes it to what its file says; what a file leaves out stays. */
    String put(ConfigText text, long account, Fields body) {
        Optional<Owned> known = known(text.path());
        if (known.isPresent()) {
            stays(known.get(), account, body);
            CheckBundleView view =
                    bundles.change(caller(known.get().accountId()), known.get().id(), body);
            db.sql("update static_check set sha256 = ? where path = ?")
                    .params(text.sha256(), text.path())
                    .update();
            return view.cid() + " changed";
        }
        CheckBundleView view = bundles.create(caller(knownAccount(account, body)), body);
        db.sql("insert into static_check (path, bundle_id, sha256) values (?, ?, ?)")
                .params(text.path(), Cid.number("check_bundle", view.cid()).orElseThrow(), text.sha256())
                .update();
        return view.cid() + " made";
    }

    /** Deletes the bundle, if it is there. */
    String remove(String path) {
        Optional<Owned> known = known(path);
        known.ifPresent(bundle -> bundles.delete(caller(bundle.accountId()), bundle.id()));
        return known.map(bundle -> Cid.of("check_bundle", bundle.id()) + " deleted")
                .orElse("it was gone already");
    }

    Map<String, String> inForce() {
        Map<String, String> there = new TreeMap<>();
        db.sql("select path, sha256 from static_check").query(row -> {
            there.put(row.getString("path"), row.getString("sha256"));
        });
        return there;
    }

    private Optional<Owned> known(String path) {
        return db.sql("""
                        select b.id, b.account_id from static_check s join check_bundle b on b.id = s.bundle_id
                        where s.path = ? for update""").param(path).query(Owned.class).optional();
    }

    private static void stays(Owned known, long account, Fields body) {
        if (known.accountId() != account) {
            body.wrong("account", "cannot be changed; it is " + Cid.of("account", known.accountId()));
        }
    }

    private long knownAccount(long account, Fields body) {
        if (!accounts.existsById(account)) {
            body.wrong("account", "is none that there is");
            body.refuseWrong();
        }
        return account;
    }

    private static Caller caller(long account) {
        return new Caller(account, "config files", Role.OPERATOR, Caller.Kind.SERVICE, "", false);
    }
}
