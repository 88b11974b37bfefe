-- R11: what each season moved, by UTC day, as rollups; time outside every season stands under the zero UUID. They grow by deltas which the
-- combiner drains (sync/combine.sql): rows here are never a settlement's own write.
create table cycle_day (
  cycle uuid not null,
  day date not null,
  harvested bigint not null default 0,
  -- Net of refunds: a refund counts in the season of its spend, on the day it was given back.
  planted bigint not null default 0,
  composted bigint not null default 0,
  redistributed bigint not null default 0,
  adjusted bigint not null default 0,
  -- Opened that day; only outside of seasons.
  wallets bigint not null default 0,
  primary key (cycle, day)
) with (fillfactor = 50);

-- One row a statement of transfers, but for boosts, whose delta says it all. `member`: whose the statement was, the zero UUID where it
-- moved several wallets. `cycle` null: outside of seasons.
create table cycle_delta (
  id bigint generated always as identity primary key,
  member uuid not null,
  cycle uuid,
  day date not null,
  part text not null check (part in ('harvested', 'planted', 'composted', 'redistributed', 'adjusted', 'wallets')),
  n bigint not null
);

-- `day` null: a boost of before, counted below.
alter table project_delta add column cycle uuid, add column day date;

insert into cycle_day (cycle, day, harvested, planted, composted, redistributed, adjusted)
  select coalesce(cycle, '00000000-0000-0000-0000-000000000000'), (at at time zone 'UTC')::date,
    coalesce(sum(amount) filter (where reason in ('content_read', 'poll_vote', 'invite_accepted')), 0),
    coalesce(sum(case when reason = 'poll_refund' then -amount else amount end) filter (where reason in ('project_boost', 'poll_spend', 'poll_refund')), 0),
    coalesce(sum(amount) filter (where reason in ('compost', 'account_closed')), 0),
    coalesce(sum(amount) filter (where reason = 'silo_redistribution'), 0),
    coalesce(sum(case when to_account = 'wallet' then amount else -amount end) filter (where reason = 'manual_adjust'), 0)
  from transfer group by 1, 2;
insert into cycle_day as c (cycle, day, wallets)
  select '00000000-0000-0000-0000-000000000000', (now() at time zone 'UTC')::date, count(*) from wallet having count(*) > 0
  on conflict (cycle, day) do update set wallets = excluded.wallets;
