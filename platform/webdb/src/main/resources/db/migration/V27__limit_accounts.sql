-- What an account may have; null: as much as it wants. An operator sets it, the account reads it.
CREATE TABLE account_limit (
    account_id bigint PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    streams bigint CHECK (streams > 0),
    checks bigint CHECK (checks >= 0),
    query_points bigint CHECK (query_points > 0),
    modified_at timestamptz NOT NULL DEFAULT now(),
    version bigint NOT NULL DEFAULT 0
);
CALL guard_table('account_limit');
REVOKE INSERT, UPDATE, DELETE ON account_limit FROM vedette_app;
CALL raise_versions('account_limit');
CALL audit_table('account_limit', 'account_id');

-- The account carries its limits to the services, its checks carry that of streams to the brokers.
CREATE FUNCTION tell_limit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    limited bigint := coalesce(NEW.account_id, OLD.account_id);
BEGIN
    UPDATE account SET version = version WHERE id = limited;
    IF OLD.streams IS DISTINCT FROM NEW.streams THEN
        UPDATE bundle_check SET version = version WHERE account_id = limited;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER tell_limit AFTER INSERT OR UPDATE OR DELETE ON account_limit FOR EACH ROW EXECUTE FUNCTION tell_limit();
