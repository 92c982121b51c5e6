-- A code of a broker that is there already: it comes back with it, under a new key.
ALTER TABLE enrolment_code ADD COLUMN broker_id bigint REFERENCES broker ON DELETE CASCADE;

-- What is secret in a broker's checks is sealed for its key: for another, it is announced anew.
CREATE FUNCTION touch_checks_of_broker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE bundle_check SET version = version WHERE broker_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER touch_checks AFTER UPDATE ON broker FOR EACH ROW
    WHEN (OLD.public_key IS DISTINCT FROM NEW.public_key) EXECUTE FUNCTION touch_checks_of_broker();
