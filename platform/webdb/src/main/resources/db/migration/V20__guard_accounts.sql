-- One account never sees another: the database itself sees to it. Three roles: the owner (migrations, and people at psql), vedette_app (every request;
-- sees the account that its transaction names, and nothing without one) and vedette_system (named jobs across accounts; vedette_app takes it up
-- for one transaction). None of them bypasses row security; the owner sees all because it inherits vedette_system, not because it owns.
DO $$
BEGIN
    IF (SELECT count(*) FROM pg_roles WHERE rolname IN ('vedette_app', 'vedette_system')) < 2
        OR NOT pg_has_role(current_user, 'vedette_system', 'USAGE') THEN
        RAISE EXCEPTION 'the roles of the Web DB are missing' USING HINT = format(
            'As a superuser, once: CREATE ROLE vedette_app LOGIN PASSWORD ''...''; CREATE ROLE vedette_system NOLOGIN; '
            'GRANT vedette_system TO vedette_app WITH INHERIT FALSE, SET TRUE; GRANT vedette_system TO %I;', current_user);
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO vedette_app', current_database());
END $$;

-- The account whose transaction this is; null without one, and then no row is its own.
CREATE FUNCTION current_account() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('vedette.account', true), '')::bigint;

-- A table of rows that belong to accounts: CALL guard_table('graph'). Every table with a column account_id that no migration guards gets this at the
-- end of the migration anyhow (afterMigrate.sql).
CREATE PROCEDURE guard_table(guarded regclass, account_column name DEFAULT 'account_id') LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY own_account ON %s TO vedette_app USING (%I = current_account()) WITH CHECK (%2$I = current_account())',
        guarded, account_column);
    EXECUTE format('CREATE POLICY all_accounts ON %s TO vedette_system USING (true) WITH CHECK (true)', guarded);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO vedette_app, vedette_system', guarded);
END $$;

-- A table that only named jobs may touch.
CREATE PROCEDURE guard_from_accounts(guarded regclass) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY all_accounts ON %s TO vedette_system USING (true) WITH CHECK (true)', guarded);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO vedette_system', guarded);
END $$;

-- What has an account and no policy.
CREATE VIEW unguarded AS
    SELECT c.oid::regclass AS table_name
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id' AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid));

CREATE PROCEDURE guard_all() LANGUAGE plpgsql AS $$
DECLARE
    bare regclass;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('vedette guard_all'));
    FOR bare IN SELECT table_name FROM unguarded LOOP
        CALL guard_table(bare);
    END LOOP;
END $$;

-- A table whose rows are announced: CALL announce_table('maintenance', 'maintenance'). Needs the columns version and modified_at.
CREATE PROCEDURE announce_table(announced regclass, kind text, key_column name DEFAULT 'id', account_column name DEFAULT 'account_id')
LANGUAGE plpgsql AS $$
BEGIN
    CALL raise_versions(announced);
    EXECUTE format('CREATE TRIGGER announce_change AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION announce_change(%L, %L, %L)',
        announced, kind, key_column, account_column);
    EXECUTE format('CREATE TRIGGER announce_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION announce_truncate(%L, %L, %L)',
        announced, kind, key_column, account_column);
END $$;

-- A table whose rows have versions and are not announced.
CREATE PROCEDURE raise_versions(versioned regclass) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER raise_version BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION raise_version()', versioned);
END $$;

ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO vedette_system;
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO vedette_app, vedette_system;
GRANT USAGE, SELECT ON SEQUENCE config_version TO vedette_app, vedette_system;
GRANT SELECT ON ${flyway:table}, unguarded TO vedette_app, vedette_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON webdb_identity, signing_key, seeded, certificate_authority, stratcon TO vedette_system;

CALL guard_table('account', 'id');
REVOKE INSERT, DELETE ON account FROM vedette_app;
CALL guard_table('app_user');
CALL guard_table('api_token');
CALL guard_table('check_bundle');
CALL guard_table('bundle_check');
CALL guard_table('rule_set');
CALL guard_table('contact_group');
CALL guard_from_accounts('enrolment_code');
CALL guard_from_accounts('config_outbox');

-- A broker without an account serves all, and nobody's request changes it.
CALL guard_table('broker');
CREATE POLICY shared ON broker FOR SELECT TO vedette_app USING (account_id IS NULL);

-- Whoever changes a resource fills the outbox, without a right to it.
ALTER FUNCTION announce_change() SECURITY DEFINER SET search_path FROM CURRENT;
ALTER FUNCTION announce_truncate() SECURITY DEFINER SET search_path FROM CURRENT;
