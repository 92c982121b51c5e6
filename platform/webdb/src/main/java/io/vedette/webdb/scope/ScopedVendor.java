package io.vedette.webdb.scope;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import org.hibernate.Session;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.TransactionDefinition;

/** Hibernate, whose transactions begin by telling the database whose they are. */
public final class ScopedVendor extends HibernateJpaVendorAdapter {
    private final HibernateJpaDialect dialect = new ScopedDialect();

    @Override
    public HibernateJpaDialect getJpaDialect() {
        return dialect;
    }

    private static final class ScopedDialect extends HibernateJpaDialect {
        private static final long serialVersionUID = 1L;

        @Override
        public Object beginTransaction(EntityManager entities, TransactionDefinition definition) throws SQLException {
            Object begun = super.beginTransaction(entities, definition);
            entities.unwrap(Session.class).doWork(Scope::tell);
            return begun;
        }
    }
}
