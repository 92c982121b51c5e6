-- A secret stands here encrypted or not at all, whoever writes. Rows from before are encrypted by config-monitor at its start.
CREATE FUNCTION secrets_are_kept(config jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT NOT EXISTS (
        SELECT FROM jsonb_each_text(config) AS setting (name, value)
        WHERE lower(name) IN ('secret', 'password', 'auth_password', 'sasl_password', 'key_file', 'header_authorization', 'community', 'auth_passphrase', 'privacy_passphrase')
            AND value NOT LIKE 'kept:1:%')
$$;
ALTER TABLE check_bundle ADD CONSTRAINT no_plain_secret CHECK (secrets_are_kept(config)) NOT VALID;
ALTER TABLE signing_key ADD CONSTRAINT no_plain_secret CHECK (jwk LIKE 'kept:1:%') NOT VALID;
ALTER TABLE certificate_authority ADD CONSTRAINT no_plain_secret CHECK (private_key LIKE 'kept:1:%') NOT VALID;
