-- Every certificate that the authority gave, so that one can be revoked; a row may go when its certificate has run out.
CREATE TABLE given_certificate (
    serial     text PRIMARY KEY CHECK (serial ~ '^[0-9a-f]+$'),
    cn         text NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX ON given_certificate (cn);
CREATE INDEX ON given_certificate (revoked_at) WHERE revoked_at IS NOT NULL;
CALL guard_from_accounts('given_certificate');
