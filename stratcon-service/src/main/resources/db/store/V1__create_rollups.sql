-- Every stream ever seen. Small ids keep the cells small.
create table stream (
    id            integer generated always as identity primary key,
    check_uuid    uuid    not null,
    name          text    not null collate "C",
    account       bigint  not null,
    type          "char"  not null,
    first_seen_ms bigint  not null,
    last_seen_ms  bigint  not null,
    tags          text[]  not null,
    unique (check_uuid, name)
) with (fillfactor = 80);
create index on stream (account, check_uuid);
create index on stream using gin (tags);

-- Parts of names are found by their trigrams, where the server has them; without, a search reads all names.
do $$
begin
    create extension if not exists pg_trgm;
    create index on stream using gin (lower(name) gin_trgm_ops);
exception when undefined_file or feature_not_supported or insufficient_privilege then
    raise notice 'pg_trgm is not there: %', sqlerrm;
end $$;

-- Every tag any stream has: far fewer than streams, so that a pattern is held against these.
create table stream_tag (tag text primary key collate "C");

-- How far each journal is stored: the truth about a position, and the fence against a second owner.
create table journal_position (
    journal      uuid   primary key,
    broker       bigint not null,
    position     bigint not null check (position >= 0),
    committed_at timestamptz not null default now()
);

-- How large the store was in each hour of the last week: its growth tells for how many days its room lasts.
create table store_size (
    hour  integer primary key,
    bytes bigint not null
);

-- Cells on their way into chunks. A row holds those of one commit, or of many, of streams whose ids lie together; of one size (seconds).
create table open_cells (
    id       bigint  generated always as identity primary key,
    bundle   integer not null,
    period_s integer not null,
    from_s   bigint  not null,
    until_s  bigint  not null,
    due_s    bigint  not null,
    cells    bytea   not null
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0, toast.autovacuum_vacuum_scale_factor = 0.05);
create index on open_cells (bundle, period_s);
alter table open_cells alter column cells set storage external;

-- Chunks: the cells of one stream and size in a stretch of time; its number counts such stretches from the epoch. Partitions are made as chunks come.
create table chunk_60    (stream integer not null, number integer not null, cells bytea not null, primary key (stream, number)) partition by range (number);
create table chunk_1800  (stream integer not null, number integer not null, cells bytea not null, primary key (stream, number)) partition by range (number);
create table chunk_3600  (stream integer not null, number integer not null, cells bytea not null, primary key (stream, number)) partition by range (number);
create table chunk_86400 (stream integer not null, number integer not null, cells bytea not null, primary key (stream, number)) partition by range (number);

alter table chunk_60 alter column cells set storage external;
alter table chunk_1800 alter column cells set storage external;
alter table chunk_3600 alter column cells set storage external;
alter table chunk_86400 alter column cells set storage external;

-- Histograms in OpenHistogram's binary form, of minutes and of hours.
create table histogram_cell (
    stream     integer not null,
    period_s   integer not null,
    start_s    bigint  not null,
    cumulative boolean not null,
    last_ms    bigint  not null,
    bins       bytea   not null,
    primary key (stream, period_s, start_s)
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
