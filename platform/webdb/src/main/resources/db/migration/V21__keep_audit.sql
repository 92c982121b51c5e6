-- Who changed what, when, from where, before and after: written by the database itself, whoever changes, and by nobody else; never changed, never deleted.
-- It is also the store of versions: what a row was can be had back.
CREATE SEQUENCE change_set;

CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    -- Of one transaction.
    change_set bigint NOT NULL,
    account_id bigint,
    actor text NOT NULL,
    origin text NOT NULL,
    kind text NOT NULL,
    resource_id text NOT NULL,
    operation text NOT NULL CHECK (operation IN ('create', 'update', 'delete')),
    before jsonb,
    after jsonb
);
CREATE INDEX audit_account ON audit (account_id, id);
CREATE INDEX audit_resource ON audit (account_id, kind, resource_id, id);
CREATE INDEX audit_change_set ON audit (change_set);

-- The words of the API for tables that are named otherwise.
CREATE FUNCTION kind_of(table_name text) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN CASE table_name WHEN 'bundle_check' THEN 'check' WHEN 'app_user' THEN 'user' ELSE table_name END;
CREATE FUNCTION table_of(kind text) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN CASE kind WHEN 'check' THEN 'bundle_check' WHEN 'user' THEN 'app_user' ELSE kind END;

-- Hashes of passwords are nobody's reading; that one changed is told.
CREATE FUNCTION audited(state jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN state ->> 'password_hash' IS NULL THEN state
        ELSE jsonb_set(state, '{password_hash}', to_jsonb('changed ' || left(encode(sha256((state ->> 'password_hash')::bytea), 'hex'), 8))) END;

CREATE FUNCTION write_audit(kind text, key text, account text, was jsonb, is_now jsonb) RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO audit (change_set, account_id, actor, origin, kind, resource_id, operation, before, after)
    SELECT coalesce(nullif(current_setting('vedette.change_set', true), ''),
            set_config('vedette.change_set', nextval('change_set')::text, true))::bigint,
        (coalesce(is_now, was) ->> account)::bigint,
        coalesce(nullif(current_setting('vedette.actor', true), ''), 'psql ' || session_user),
        coalesce(nullif(current_setting('vedette.origin', true), ''), host(inet_client_addr()), 'local'),
        kind, coalesce(is_now, was) ->> key,
        CASE WHEN was IS NULL THEN 'create' WHEN is_now IS NULL THEN 'delete' ELSE 'update' END,
        audited(was), audited(is_now);
$$;
REVOKE EXECUTE ON FUNCTION write_audit FROM PUBLIC;

-- Arguments: name of the key column, name of the account column.
CREATE FUNCTION audit_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    was jsonb;
    is_now jsonb;
BEGIN
    IF TG_OP <> 'INSERT' THEN was := to_jsonb(OLD); END IF;
    IF TG_OP <> 'DELETE' THEN is_now := to_jsonb(NEW); END IF;
    -- A row that was only touched, so that it is announced again, is as it was.
    IF was - '{version,modified_at,modified_by}'::text[] IS DISTINCT FROM is_now - '{version,modified_at,modified_by}'::text[] THEN
        PERFORM write_audit(kind_of(TG_TABLE_NAME), TG_ARGV[0], TG_ARGV[1], was, is_now);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION audit_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    EXECUTE format('SELECT write_audit(kind_of(%L), %L, %L, to_jsonb(t), NULL) FROM %I.%I t',
        TG_TABLE_NAME, TG_ARGV[0], TG_ARGV[1], TG_TABLE_SCHEMA, TG_TABLE_NAME);
    RETURN NULL;
END $$;

CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is only written on' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER refuse_rewriting BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

ALTER TABLE audit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON audit FOR SELECT TO vedette_app USING (account_id = current_account());
CREATE POLICY all_accounts ON audit FOR ALL TO vedette_system USING (true) WITH CHECK (true);
REVOKE ALL ON audit FROM vedette_app, vedette_system;
GRANT SELECT ON audit TO vedette_app, vedette_system;

-- Every table whose rows have versions is audited: CALL audit_table('graph'), or by itself at the end of the migration.
CREATE PROCEDURE audit_table(audited regclass, key_column name DEFAULT 'id', account_column name DEFAULT 'account_id') LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER audit_change AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION audit_change(%L, %L)',
        audited, key_column, account_column);
    EXECUTE format('CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate(%L, %L)',
        audited, key_column, account_column);
END $$;

CREATE OR REPLACE PROCEDURE guard_all() LANGUAGE plpgsql AS $$
DECLARE
    bare regclass;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('vedette guard_all'));
    FOR bare IN SELECT table_name FROM unguarded LOOP
        CALL guard_table(bare);
    END LOOP;
    FOR bare IN
        SELECT c.oid::regclass FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'version' AND NOT a.attisdropped
        JOIN pg_attribute m ON m.attrelid = c.oid AND m.attname = 'modified_at' AND NOT m.attisdropped
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
            AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'audit_change')
    LOOP
        CALL audit_table(bare);
    END LOOP;
END $$;

CALL audit_table('account', 'id', 'id');
CALL audit_table('api_token', 'jti');

-- The columns a state of the past is written back to.
CREATE FUNCTION restorable(restored regclass) RETURNS text LANGUAGE sql STABLE
    RETURN (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
        WHERE attrelid = restored AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attname NOT IN ('version', 'modified_at'));

-- Makes a row what it was; null: it was not there. Row security and the rights of whoever calls hold; version and announcement follow by trigger.
CREATE FUNCTION restore(kind text, key text, state jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    restored regclass := table_of(kind)::regclass;
    columns text := restorable(restored);
    changed bigint;
BEGIN
    IF state IS NULL THEN
        EXECUTE format('DELETE FROM %s WHERE id = $1::bigint', restored) USING key;
        RETURN;
    END IF;
    EXECUTE format('UPDATE %s SET (%s) = (SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, $1)) WHERE id = ($1 ->> ''id'')::bigint',
        restored, columns) USING state;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed = 0 THEN
        EXECUTE format('INSERT INTO %s (%s) SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, $1)', restored, columns) USING state;
    END IF;
END $$;
