-- What a token may do beyond its role, which applications may show it, what is withdrawn before it runs out, and codes that let a person in once.
ALTER TABLE api_token
    ADD COLUMN scopes jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(scopes) = 'array'),
    ADD COLUMN apps text NOT NULL DEFAULT 'allow' CHECK (apps IN ('allow', 'pending', 'deny'));

CREATE TABLE token_app (
    jti uuid NOT NULL REFERENCES api_token ON DELETE CASCADE,
    app text NOT NULL CHECK (length(app) BETWEEN 1 AND 200),
    account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
    state text NOT NULL CHECK (state IN ('allow', 'pending', 'deny')),
    first_seen timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (jti, app)
);
CALL guard_table('token_app');

-- Sessions of a user from before are over. No foreign key: it outlives the user.
CREATE TABLE session_end (
    user_id bigint PRIMARY KEY,
    account_id bigint NOT NULL,
    since timestamptz NOT NULL,
    -- Their tokens are void too.
    is_gone boolean NOT NULL DEFAULT false
);
CALL guard_table('session_end');

-- A session that was signed out of.
CREATE TABLE ended_session (
    jti uuid PRIMARY KEY,
    account_id bigint NOT NULL,
    expires_at timestamptz NOT NULL
);
CALL guard_table('ended_session');

CREATE TABLE person_code (
    code_sha256 text PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('invitation', 'reset')),
    account_id bigint NOT NULL REFERENCES account ON DELETE CASCADE,
    user_id bigint REFERENCES app_user ON DELETE CASCADE,
    email text,
    role text CHECK (role IN ('viewer', 'editor', 'admin', 'operator')),
    made_by text NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CHECK ((purpose = 'reset') = (user_id IS NOT NULL)),
    CHECK ((purpose = 'invitation') = (email IS NOT NULL AND role IS NOT NULL))
);
CALL guard_table('person_code');

CREATE FUNCTION rank_of(role text) RETURNS integer LANGUAGE sql IMMUTABLE
    RETURN array_position(ARRAY['viewer', 'editor', 'admin', 'operator'], role);

-- A new password, another role, no user any more: whatever hand did it, old sessions are over, and tokens that say more than the role go.
CREATE FUNCTION end_sessions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO session_end (user_id, account_id, since, is_gone) VALUES (OLD.id, OLD.account_id, now(), TG_OP = 'DELETE')
    ON CONFLICT (user_id) DO UPDATE SET since = excluded.since, is_gone = excluded.is_gone;
    IF TG_OP = 'UPDATE' THEN
        UPDATE api_token SET revoked_at = now()
        WHERE user_id = OLD.id AND revoked_at IS NULL AND rank_of(role) > rank_of(NEW.role);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER end_sessions AFTER UPDATE OF password_hash, role ON app_user FOR EACH ROW
    WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash OR OLD.role <> NEW.role) EXECUTE FUNCTION end_sessions();
CREATE TRIGGER end_sessions_of_deleted AFTER DELETE ON app_user FOR EACH ROW EXECUTE FUNCTION end_sessions();
