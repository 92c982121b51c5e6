-- Histograms and texts become rows of the same shape: a cell's bytes beside its place. Numbers in them take eight bytes.
alter table histogram_cell add column cell bytea;
update histogram_cell
set cell = int8send(cumulative::integer::bigint) || int8send(last_ms) || int8send(length(bins)::bigint) || bins;
alter table histogram_cell alter column cell set not null, drop column cumulative, drop column last_ms, drop column bins;

-- Of texts so far the first and the last of each minute were kept.
alter table text_cell rename to text_cell_before;
create table text_cell (
    stream   integer not null,
    period_s integer not null,
    start_s  bigint  not null,
    cell     bytea   not null,
    primary key (stream, period_s, start_s)
) with (fillfactor = 70);
insert into text_cell
select stream, 60, start_minute::bigint * 60, int8send(count) || case
    when count = 1 then int8send(1::bigint) || first_run || int8send(1::bigint) || int8send(first_ms)
    when first = last then
        int8send(1::bigint) || first_run || int8send(2::bigint) || int8send(first_ms) || int8send(last_ms)
    else int8send(2::bigint) || first_run || int8send(1::bigint) || int8send(first_ms)
        || int8send(octet_length(last)::bigint) || convert_to(last, 'UTF8') || int8send(1::bigint) || int8send(last_ms)
    end
from text_cell_before,
    lateral (select int8send(octet_length(first)::bigint) || convert_to(first, 'UTF8') as first_run) run;
drop table text_cell_before;
