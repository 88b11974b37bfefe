-- S14, S29: an era is the time between two starts of a server, or of PostgreSQL. Each counter carries the era of its last bump; `scope_era`
-- says how far a scope had come when an earlier era ended in it. A device's cursor names the era it was written in: two histories of
-- equal length differ in it. `era_of` is the start of PostgreSQL in which the present era began.
alter table installation add column era text not null default '', add column era_of timestamptz;
alter table scope_counter add column era text not null default '';
-- `told` is the latest time told to this member in a receipt: the next is later, whatever the clock says.
alter table member_counter add column era text not null default '', add column told timestamptz;
create table scope_era (
  scope text not null,
  era text not null,
  until_rev bigint not null,
  at timestamptz not null default now(),
  primary key (scope, era)
);
create index scope_era_at on scope_era (at);
create index row_write_at on row_write (at);

-- The time its receipt gets if it is settled as of now: later than that of the act before it.
alter type act add attribute at timestamptz;
-- It has one result more in this build.
drop function if exists settle_acts(uuid[], json, text[], boolean);
