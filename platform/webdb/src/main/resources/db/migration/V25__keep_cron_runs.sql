-- What became of the jobs of the operator's crontabs. That a row is there says that somebody took the job for that time: nobody else does.
CREATE TABLE cron_run (
    job text NOT NULL,
    due timestamptz NOT NULL,
    file text NOT NULL,
    command text NOT NULL,
    instance text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('waiting', 'running', 'ended', 'timed-out', 'skipped', 'lost', 'not-started')),
    started_at timestamptz,
    ended_at timestamptz,
    exit_code integer,
    output text NOT NULL DEFAULT '',
    PRIMARY KEY (job, due)
);
CREATE INDEX cron_run_due ON cron_run (due);
CALL guard_from_accounts('cron_run');
