-- The ledger (R2-R4). Only these functions write transfers; balances move by trigger alone and the database refuses
-- the rest. Nothing here knows of money (R1).

-- R2: moved once per statement and wallet (row-level is three times slower).
create or replace function ledger_move() returns trigger language plpgsql as $$
begin
  update wallet w set
    balance = w.balance + d.delta, harvested = w.harvested + d.harvested, planted = w.planted + d.planted,
    composted = w.composted + d.composted, redistributed = w.redistributed + d.redistributed, adjusted = w.adjusted + d.adjusted,
    last_activity = case when d.act then now() else w.last_activity end,
    last_compost = case when d.composted > 0 then now() else w.last_compost end,
    rev = d.rev
  from (
    select member, max(rev) as rev,
      sum(case when to_account = 'wallet' then amount else -amount end) as delta,
      coalesce(sum(amount) filter (where reason in ('content_read', 'poll_vote', 'invite_accepted')), 0) as harvested,
      coalesce(sum(case when to_account = 'wallet' then -amount else amount end) filter (where reason in ('project_boost', 'poll_spend', 'poll_refund')), 0) as planted,
      coalesce(sum(amount) filter (where reason in ('compost', 'account_closed')), 0) as composted,
      coalesce(sum(amount) filter (where reason = 'silo_redistribution'), 0) as redistributed,
      coalesce(sum(case when to_account = 'wallet' then amount else -amount end) filter (where reason = 'manual_adjust'), 0) as adjusted,
      bool_or(reason in ('content_read', 'poll_vote', 'invite_accepted', 'project_boost', 'poll_spend')) as act
    from ins group by member) d
  where w.member = d.member;
  if exists (select from ins where from_account = 'silo' or to_account = 'silo') then
    update silo set balance = balance + (select sum(case when to_account = 'silo' then amount else -amount end)
      from ins where from_account = 'silo' or to_account = 'silo');
  end if;
  return null;
end $$;
create or replace trigger e_move after insert on transfer referencing new table as ins for each statement execute function ledger_move();
create or replace trigger z_final before update or delete on transfer for each statement execute function refuse();

-- A balance moves inside the transfers' trigger (depth 2 here), never by a statement of its own.
create or replace function guard_balance() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then raise exception 'a balance moves by transfer alone'; end if;
  return new;
end $$;
create or replace trigger a_guard before update on wallet for each row
  when ((new.balance, new.harvested, new.planted, new.composted, new.redistributed, new.adjusted)
    is distinct from (old.balance, old.harvested, old.planted, old.composted, old.redistributed, old.adjusted)) execute function guard_balance();
create or replace trigger a_guard before update on silo for each row when (new.balance is distinct from old.balance) execute function guard_balance();
create or replace function guard_new_balance() returns trigger language plpgsql as $$
begin raise exception 'a new account is empty'; end $$;
create or replace trigger a_guard_new before insert on wallet for each row when (new.balance <> 0) execute function guard_new_balance();
create or replace trigger a_guard_new before insert on silo for each row when (new.balance <> 0) execute function guard_new_balance();
create or replace trigger z_keep before delete on wallet for each statement execute function refuse();
create or replace trigger z_keep before delete on silo for each statement execute function refuse();

-- The season new spends count in (R11); null outside every season.
create or replace function active_cycle() returns uuid language sql stable as $$ select id from cycle where active and now() between starts_at and ends_at $$;

-- R7: plants on projects, for a caller that holds the member's counter at p_rev and has checked the balance: the transfers; the
-- supports, summed by project; the deltas of the tallies (S17), p_firsts saying 1 where the member supports for the first time.
-- One statement. PL/pgSQL, not SQL: a function in SQL would be planned anew at each call.
create or replace function ledger_plant(p_member uuid, p_rev bigint, p_cycle uuid, p_keys uuid[], p_projects uuid[], p_grains bigint[],
  p_supported uuid[], p_sums bigint[], p_firsts int[]) returns void language plpgsql volatile as $$
begin
  with t as (
    insert into transfer (member, rev, from_account, to_account, amount, reason, key, actor, project, cycle)
    select p_member, p_rev, 'wallet', 'planted_project', grains, 'project_boost', key, p_member, project, p_cycle
    from unnest(p_keys, p_projects, p_grains) as a(key, project, grains)),
  s as (
    insert into support as s (member, project, grains, rev)
    select p_member, project, sum, p_rev from unnest(p_supported, p_sums) as a(project, sum)
    on conflict (member, project) do update set grains = s.grains + excluded.grains, rev = excluded.rev)
  insert into project_delta (member, project, grains, supporters)
  select p_member, project, sum, first from unnest(p_supported, p_sums, p_firsts) as a(project, sum, first);
end $$;

-- P4: moves the difference between two ballots; positive spends, negative refunds. Nothing for 0.
create or replace function ledger_poll(p_member uuid, p_rev bigint, p_cycle uuid, p_key uuid, p_poll uuid, p_difference bigint) returns void
language plpgsql volatile as $$
begin
  insert into transfer (member, rev, from_account, to_account, amount, reason, key, actor, poll, cycle)
  select p_member, p_rev,
    case when p_difference > 0 then 'wallet' else 'planted_poll' end::account_kind,
    case when p_difference > 0 then 'planted_poll' else 'wallet' end::account_kind,
    abs(p_difference), case when p_difference > 0 then 'poll_spend' else 'poll_refund' end::transfer_reason, p_key, p_member, p_poll, p_cycle
  where p_difference <> 0;
end $$;

-- R5: the UTC day an act counts in: its claimed time clamped to [when this device was last quiet; now], 30 days back.
create or replace function harvest_day_of(p_member uuid, p_device uuid, p_made_at timestamptz) returns date language sql stable as $$
  select (greatest(least(p_made_at, now()), d.quiet_at, now() - interval '30 days') at time zone 'UTC')::date
  from device d where d.member = p_member and d.id = p_device
$$;

-- R5: credits once per subject and at most p_limit a day; limit and credit are one statement. Returns 'harvested',
-- 'already' (this subject was) or 'limit' (the act counts, the grains do not).
create or replace function ledger_harvest(p_member uuid, p_rev bigint, p_reason transfer_reason, p_subject uuid, p_day date,
  p_grains bigint, p_limit int, p_key uuid, p_poll uuid, p_story uuid) returns text language plpgsql volatile as $$
begin
  if exists (select from harvest_once where member = p_member and reason = p_reason and subject = p_subject) then return 'already'; end if;
  with d as (
    insert into harvest_day as h (member, reason, day, n) select p_member, p_reason, p_day, 1 where p_limit > 0
    on conflict (member, reason, day) do update set n = h.n + 1 where h.n < p_limit returning 1),
  o as (insert into harvest_once select p_member, p_reason, p_subject from d)
  insert into transfer (member, rev, from_account, to_account, amount, reason, key, actor, poll, story, cycle)
  select p_member, p_rev, 'source', 'wallet', p_grains, p_reason, p_key, p_member, p_poll, p_story, active_cycle() from d;
  return case when found then 'harvested' else 'limit' end;
end $$;
