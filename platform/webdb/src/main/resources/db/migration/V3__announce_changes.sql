-- Every change, from whatever hand, raises its row's version under the row's lock and leaves a row in config_outbox.
-- The outbox is a queue, not a log: rows go once Kafka has acknowledged the resource, so a late commit is found whenever it appears.
CREATE TABLE config_outbox (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    id text NOT NULL,
    account_id bigint NOT NULL,
    -- What a tombstone carries; a living resource is announced with the version it has then.
    version bigint NOT NULL,
    -- Why it cannot be announced; such a row waits for a person.
    refused text
);

-- One sequence for all versions: a row deleted and made anew under the same id goes on rising.
CREATE FUNCTION raise_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := nextval('config_version');
    NEW.modified_at := now();
    RETURN NEW;
END $$;

-- Arguments: kind, name of the key column, name of the account column (one that is not there means: above accounts).
CREATE FUNCTION announce_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb;
    is_now jsonb;
BEGIN
    IF TG_OP <> 'INSERT' THEN was := to_jsonb(OLD); END IF;
    IF TG_OP <> 'DELETE' THEN is_now := to_jsonb(NEW); END IF;
    IF is_now IS NOT NULL THEN
        INSERT INTO config_outbox (kind, id, account_id, version)
        VALUES (TG_ARGV[0], is_now ->> TG_ARGV[1], coalesce((is_now ->> TG_ARGV[2])::bigint, 0), (is_now ->> 'version')::bigint);
    END IF;
    IF was IS NOT NULL AND (is_now IS NULL OR was ->> TG_ARGV[1] <> is_now ->> TG_ARGV[1]) THEN
        INSERT INTO config_outbox (kind, id, account_id, version)
        VALUES (TG_ARGV[0], was ->> TG_ARGV[1], coalesce((was ->> TG_ARGV[2])::bigint, 0), nextval('config_version'));
    END IF;
    PERFORM pg_notify('vedette_config', '');
    RETURN NULL;
END $$;

CREATE FUNCTION announce_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO config_outbox (kind, id, account_id, version)
         SELECT %L, r ->> %L, coalesce((r ->> %L)::bigint, 0), nextval(''config_version'') FROM (SELECT to_jsonb(t) AS r FROM %I.%I t) q',
        TG_ARGV[0], TG_ARGV[1], TG_ARGV[2], TG_TABLE_SCHEMA, TG_TABLE_NAME);
    PERFORM pg_notify('vedette_config', '');
    RETURN NULL;
END $$;

CREATE FUNCTION touch_checks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE bundle_check SET version = version WHERE bundle_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION touch_rule_sets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE rule_set SET version = version WHERE check_id = NEW.id;
    RETURN NULL;
END $$;

DO $$
DECLARE
    announced record;
BEGIN
    FOR announced IN
        SELECT * FROM (VALUES
            ('account', 'account', 'id', 'id'),
            ('app_user', 'user', 'id', 'account_id'),
            ('broker', 'broker', 'id', 'account_id'),
            ('stratcon', 'stratcon', 'id', 'no_account'),
            ('bundle_check', 'check', 'uuid', 'account_id'),
            ('rule_set', 'rule_set', 'id', 'account_id'),
            ('contact_group', 'contact_group', 'id', 'account_id')
        ) AS t (table_name, kind, key_column, account_column)
    LOOP
        EXECUTE format('CREATE TRIGGER raise_version BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION raise_version()',
            announced.table_name);
        EXECUTE format('CREATE TRIGGER announce_change AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION announce_change(%L, %L, %L)',
            announced.table_name, announced.kind, announced.key_column, announced.account_column);
        EXECUTE format('CREATE TRIGGER announce_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION announce_truncate(%L, %L, %L)',
            announced.table_name, announced.kind, announced.key_column, announced.account_column);
    END LOOP;
END $$;

-- A check's announcement carries what stands in its bundle, a rule set's the uuid of its check.
CREATE TRIGGER raise_version BEFORE INSERT OR UPDATE ON check_bundle FOR EACH ROW EXECUTE FUNCTION raise_version();
CREATE TRIGGER touch_checks AFTER UPDATE ON check_bundle FOR EACH ROW EXECUTE FUNCTION touch_checks();
CREATE TRIGGER touch_rule_sets AFTER UPDATE OF uuid ON bundle_check FOR EACH ROW
    WHEN (OLD.uuid IS DISTINCT FROM NEW.uuid) EXECUTE FUNCTION touch_rule_sets();
