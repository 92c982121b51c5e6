-- What was answered under an Idempotency-Key. Without a status: the request is being worked on, or the service died over it.
CREATE TABLE remembered_answer (
    account_id bigint NOT NULL,
    caller text NOT NULL,
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    request_sha256 text NOT NULL,
    status integer,
    content_type text,
    body text CHECK (body LIKE 'kept:1:%'),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, caller, key)
);
CREATE INDEX remembered_answer_age ON remembered_answer (created_at);
CALL guard_table('remembered_answer');
