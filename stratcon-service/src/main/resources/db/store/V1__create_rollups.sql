-- Every stream ever seen. Small ids keep the cells small.
create table stream (
    id            integer generated always as identity primary key,
    check_uuid    uuid    not null,
    name          text    not null collate "C",
    account       bigint  not null,
    type          "char"  not null,
    first_seen_ms bigint  not null,
    last_seen_ms  bigint  not null,
    unique (check_uuid, name)
);

-- How far each journal is stored: the truth about a position, and the fence against a second owner.
create table journal_position (
    journal      uuid   primary key,
    broker       bigint not null,
    position     bigint not null check (position >= 0),
    committed_at timestamptz not null default now()
);

-- Numbers of one window. The minute of its start counts from the epoch.
create table numeric_cell (
    stream         integer  not null,
    period_s       integer  not null,
    start_minute   integer  not null,
    count          bigint   not null,
    sum            double precision not null,
    min            double precision not null,
    max            double precision not null,
    sum_of_squares double precision not null,
    first_ms       bigint   not null,
    first          double precision not null,
    last_ms        bigint   not null,
    last           double precision not null,
    primary key (stream, period_s, start_minute)
) with (fillfactor = 70);

-- Texts of one minute.
create table text_cell (
    stream       integer not null,
    start_minute integer not null,
    count        bigint  not null,
    first_ms     bigint  not null,
    first        text    not null collate "C",
    last_ms      bigint  not null,
    last         text    not null collate "C",
    primary key (stream, start_minute)
) with (fillfactor = 70);
