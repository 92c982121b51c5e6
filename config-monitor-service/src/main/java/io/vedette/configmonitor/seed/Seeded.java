package io.vedette.configmonitor.seed;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers what was made once. */
@Component
class Seeded {
    private final JdbcClient db;

    Seeded(JdbcClient db) {
        this.db = db;
    }

    /** Lets nobody else seed until the transaction ends: what the one makes, the other must see. */
    void alone() {
        db.sql("lock table seeded in exclusive mode").update();
    }

    /** True the first time it is asked, once the transaction is committed. */
    boolean isDue(String what) {
        return db.sql("insert into seeded (what) values (?) on conflict do nothing")
                        .param(what)
                        .update()
                > 0;
    }
}
