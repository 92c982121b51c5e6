-- Minutes are open for hours, coarser cells for days: apart, neither holds the room that the other has left. Rows are found and taken away by their bundle and
-- size; within these a number tells them apart, which needs no index.
alter table open_cells rename to open_cells_before;
create sequence open_cells_number;
select setval('open_cells_number', coalesce((select max(id) from open_cells_before), 0) + 1);
create table open_cells (
    id       bigint  not null default nextval('open_cells_number'),
    bundle   integer not null,
    period_s integer not null,
    from_s   bigint  not null,
    until_s  bigint  not null,
    due_s    bigint  not null,
    cells    bytea   not null
) partition by list (period_s);
alter table open_cells alter column cells set storage external;
create table open_cells_60 partition of open_cells for values in (60)
    with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0, toast.autovacuum_vacuum_scale_factor = 0.05);
create table open_cells_coarser partition of open_cells default
    with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0, toast.autovacuum_vacuum_scale_factor = 0.05);
create index on open_cells (bundle, period_s);
insert into open_cells (id, bundle, period_s, from_s, until_s, due_s, cells)
select id, bundle, period_s, from_s, until_s, due_s, cells from open_cells_before;
drop table open_cells_before;
