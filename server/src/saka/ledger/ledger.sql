-- The ledger (R2-R4). Only these functions write transfers; only triggers change balances, and the database refuses all
-- other changes. The ledger contains no money (R1).

-- Checks that the accounts of the statement's transfers match their reason, and updates the wallets, once for each
-- wallet and statement, since a row-level trigger is three times slower (R2, R4). All transfers of a statement have one
-- reason, so that one plain update is enough for each kind; only those of ballots may both spend and harvest.
create or replace function ledger_move() returns trigger language plpgsql as $$
declare
  v_reason transfer_reason; v_last transfer_reason; v_pure boolean; v_n bigint; v_member uuid; v_grains bigint;
  v_rev bigint; v_part text;
begin
  select count(*), (array_agg(member))[1], sum(amount), max(rev), min(reason), max(reason),
    bool_and(amount > 0 and case reason
        when 'project_boost' then from_account = 'wallet' and to_account = 'planted_project'
        when 'poll_spend' then from_account = 'wallet' and to_account = 'planted_poll'
        when 'content_read' then from_account = 'source' and to_account = 'wallet'
        when 'poll_vote' then from_account = 'source' and to_account = 'wallet'
        when 'invite_accepted' then from_account = 'source' and to_account = 'wallet'
        when 'poll_refund' then from_account = 'planted_poll' and to_account = 'wallet'
        when 'compost' then from_account = 'wallet' and to_account = 'silo'
        when 'account_closed' then from_account = 'wallet' and to_account = 'silo'
        when 'silo_redistribution' then from_account = 'silo' and to_account = 'wallet'
        when 'manual_adjust' then from_account = 'source' and to_account = 'wallet' or from_account = 'wallet'
          and to_account = 'source'
        else false end
      and (to_account = 'planted_project') = (project is not null)
        and ((from_account <> 'planted_poll' and to_account <> 'planted_poll') or poll is not null))
    into v_n, v_member, v_grains, v_rev, v_reason, v_last, v_pure from ins;
  if v_reason is null then return null; end if;
  if not v_pure then raise exception 'a transfer has an amount > 0 and the accounts of its reason (R2, R4)'; end if;
  if v_reason <> v_last then
    if exists (select from ins where reason not in ('poll_spend', 'poll_vote')) then
      raise exception 'transfers of one statement share a reason (R2, R4)';
    end if;
    insert into cycle_delta (member, cycle, day, part, n)
      select case when count(distinct member) = 1 then (array_agg(member))[1]
          else '00000000-0000-0000-0000-000000000000' end, cycle,
        (at at time zone 'UTC')::date, case reason when 'poll_vote' then 'harvested' else 'planted' end, sum(amount)
      from ins group by cycle, (at at time zone 'UTC')::date, reason;
    update wallet w set balance = w.balance + d.harvested - d.spent, harvested = w.harvested + d.harvested,
      planted = w.planted + d.spent, last_activity = now(), rev = d.rev
      from (select member, max(rev) as rev, coalesce(sum(amount) filter (where reason = 'poll_vote'), 0) as harvested,
          coalesce(sum(amount) filter (where reason = 'poll_spend'), 0) as spent from ins group by member) d
      where w.member = d.member;
    return null;
  end if;
  -- What the transfers add to the season figures, by season and UTC day (R11). A boost records it in the delta of its
  -- project's tally instead, which saves a statement.
  if v_reason <> 'project_boost' then
    v_part := case when v_reason in ('content_read', 'poll_vote', 'invite_accepted') then 'harvested'
      when v_reason in ('poll_spend', 'poll_refund') then 'planted'
      when v_reason in ('compost', 'account_closed') then 'composted' when v_reason = 'silo_redistribution'
        then 'redistributed' else 'adjusted' end;
    insert into cycle_delta (member, cycle, day, part, n)
      select case when v_n = 1 then v_member else '00000000-0000-0000-0000-000000000000' end, cycle,
        (at at time zone 'UTC')::date, v_part,
        sum(case when v_reason = 'poll_refund' or (v_reason = 'manual_adjust' and to_account <> 'wallet') then -amount
          else amount end)
      from ins group by cycle, (at at time zone 'UTC')::date;
  end if;
  -- Fast path for the single transfer of an act: update by key. A join with the transition table would cost twice as
  -- much.
  if v_n = 1 and v_reason in ('project_boost', 'poll_spend') then
    update wallet set balance = balance - v_grains, planted = planted + v_grains, last_activity = now(), rev = v_rev
      where member = v_member;
    return null;
  elsif v_n = 1 and v_reason in ('content_read', 'poll_vote') then
    update wallet set balance = balance + v_grains, harvested = harvested + v_grains, last_activity = now(), rev = v_rev
      where member = v_member;
    return null;
  end if;
  case
    when v_reason in ('project_boost', 'poll_spend') then
      update wallet w set balance = w.balance - d.grains, planted = w.planted + d.grains, last_activity = now(),
        rev = d.rev
        from (select member, sum(amount) as grains, max(rev) as rev from ins group by member) d
          where w.member = d.member;
    when v_reason in ('content_read', 'poll_vote', 'invite_accepted') then
      update wallet w set balance = w.balance + d.grains, harvested = w.harvested + d.grains, last_activity = now(),
        rev = d.rev
        from (select member, sum(amount) as grains, max(rev) as rev from ins group by member) d
          where w.member = d.member;
    when v_reason = 'poll_refund' then
      update wallet w set balance = w.balance + d.grains, planted = w.planted - d.grains, rev = d.rev
        from (select member, sum(amount) as grains, max(rev) as rev from ins group by member) d
          where w.member = d.member;
    when v_reason = 'manual_adjust' then
      update wallet w set balance = w.balance + d.grains, adjusted = w.adjusted + d.grains, rev = d.rev
        from (select member, sum(case when to_account = 'wallet' then amount else -amount end) as grains,
          max(rev) as rev from ins group by member) d
        where w.member = d.member;
    when v_reason in ('compost', 'account_closed') then
      update wallet w set balance = w.balance - d.grains, composted = w.composted + d.grains, last_compost = now(),
        rev = d.rev
        from (select member, sum(amount) as grains, max(rev) as rev from ins group by member) d
          where w.member = d.member;
    when v_reason = 'silo_redistribution' then
      update wallet w set balance = w.balance + d.grains, redistributed = w.redistributed + d.grains, rev = d.rev
        from (select member, sum(amount) as grains, max(rev) as rev from ins group by member) d
          where w.member = d.member;
  end case;
  if v_reason in ('compost', 'account_closed', 'silo_redistribution') then
    update silo set balance = balance + (select sum(case when to_account = 'silo' then amount else -amount end)
      from ins);
  end if;
  return null;
end $$;
create or replace trigger e_move after insert on transfer referencing new table as ins for each statement execute
  function ledger_move();
create or replace trigger z_final before update or delete on transfer for each statement execute function refuse();

-- A balance changes only inside the trigger on transfers (depth 2 here), never by a direct statement. The trigger lists
-- columns instead of comparing values in a WHEN clause, which would be evaluated for every update of a wallet.
create or replace function guard_balance() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then raise exception 'a balance moves by transfer alone'; end if;
  return new;
end $$;
create or replace trigger a_guard before update of balance, harvested, planted, composted, redistributed,
  adjusted on wallet
  for each row execute function guard_balance();
create or replace trigger a_guard before update of balance on silo for each row execute function guard_balance();
create or replace function guard_new_balance() returns trigger language plpgsql as $$
begin raise exception 'a new account is empty'; end $$;
create or replace trigger a_guard_new before insert on wallet for each row
  when (new.balance <> 0) execute function guard_new_balance();
create or replace trigger a_guard_new before insert on silo for each row
  when (new.balance <> 0) execute function guard_new_balance();
-- There is one Silo: a second row would be updated together with the first.
create or replace function guard_one_silo() returns trigger language plpgsql as $$
begin
  if exists (select from silo) then raise exception 'there is one Silo'; end if;
  return new;
end $$;
create or replace trigger a_one before insert on silo for each row execute function guard_one_silo();
-- Counts wallets as they are created, so that no page has to count a million rows (R13).
create or replace function count_wallets() returns trigger language plpgsql as $$
begin
  insert into cycle_delta (member, cycle, day, part, n)
    select case when count(*) = 1 then (array_agg(member))[1] else '00000000-0000-0000-0000-000000000000' end, null,
      (now() at time zone 'UTC')::date, 'wallets', count(*)
    from ins having count(*) > 0;
  return null;
end $$;
create or replace trigger e_count after insert on wallet referencing new table as ins for each statement execute
  function count_wallets();
create or replace trigger z_keep before delete on wallet for each statement execute function refuse();
create or replace trigger z_keep before delete on silo for each statement execute function refuse();

-- The season that new spends belong to (R11); null outside all seasons.
create or replace function active_cycle() returns uuid language plpgsql stable as $$
begin
  return (select id from cycle where active and now() >= starts_at and now() < ends_at);
end $$;

-- Plants grains on projects, for a caller that holds the members' counters at p_revs and has checked their balances. It
-- writes the transfers, the supports, and the deltas of tallies and seasons (S17, R11); p_firsts is 1 where a member
-- supports a project for the first time (R7). The arrays are parallel, one entry for each boost. PL/pgSQL instead of
-- SQL, because an SQL function would be planned again at each call. Three plain statements, because one statement with
-- CTEs costs twice as much.
create or replace function ledger_plant(p_cycle uuid, p_members uuid[], p_revs bigint[], p_keys uuid[],
  p_projects uuid[], p_grains bigint[],
  p_firsts int[]) returns void language plpgsql volatile as $$
begin
  insert into transfer (member, rev, from_account, to_account, amount, reason, key, actor, project, cycle)
    select member, rev, 'wallet', 'planted_project', grains, 'project_boost', key, member, project, p_cycle
    from unnest(p_members, p_revs, p_keys, p_projects, p_grains) as a(member, rev, key, project, grains);
  insert into support as s (member, project, grains, rev)
    select member, project, sum(grains), max(rev) from unnest(p_members, p_revs, p_projects, p_grains)
      as a(member, rev, project, grains)
    group by member, project
    on conflict (member, project) do update set grains = s.grains + excluded.grains, rev = excluded.rev;
  insert into project_delta (member, project, grains, supporters, cycle, day)
    select member, project, grains, first, p_cycle, (now() at time zone 'UTC')::date
      from unnest(p_members, p_projects, p_grains, p_firsts) as a(member, project, grains, first);
end $$;

-- Refunds p_amount of what a member planted on a poll, each part in the cycle in which it was spent, the latest spends
-- first (R11). The caller has checked that this much is planted there.
create or replace function ledger_poll_refund(p_member uuid, p_rev bigint, p_key uuid, p_poll uuid, p_amount bigint)
  returns void
language plpgsql volatile as $$
begin
  with spent as (
    select cycle, sum(case when reason = 'poll_spend' then amount else -amount end) as n,
      max(rev) filter (where reason = 'poll_spend') as last
    from transfer where member = p_member and poll = p_poll and reason in ('poll_spend', 'poll_refund') group by cycle),
  s as (select cycle, n, sum(n) over (order by last desc, cycle) - n as before from spent where n > 0)
  insert into transfer (member, rev, from_account, to_account, amount, reason, key, actor, poll, cycle)
  select p_member, p_rev, 'planted_poll', 'wallet', least(n, p_amount - before), 'poll_refund', p_key, p_member, p_poll,
    cycle from s where before < p_amount;
end $$;

-- The UTC day in which an act counts: its claimed time, clamped to the range from its device's last quiet mark to now,
-- and to the last 30 days (R5). If p_as_of is given, it replaces now, even if the device has been quiet since (S29).
create or replace function harvest_day_at(p_quiet_at timestamptz, p_made_at timestamptz, p_as_of timestamptz)
  returns date language sql stable as $$
  select (least(greatest(least(p_made_at, now()), p_quiet_at, coalesce(p_as_of, now()) - interval '30 days'),
    coalesce(p_as_of, now())) at time zone 'UTC')::date
$$;
create or replace function harvest_day_of(p_member uuid, p_device uuid, p_made_at timestamptz,
  p_as_of timestamptz default null) returns date language sql stable as $$
  select harvest_day_at(d.quiet_at, p_made_at, p_as_of) from device d where d.member = p_member and d.id = p_device
$$;

-- Credits a harvest once for each subject and at most p_limit times a day, checking the limit and crediting in one
-- statement (R5). Returns 'harvested', 'already' (this subject was credited before) or 'limit' (the act counts, but
-- gives no grains).
create or replace function ledger_harvest(p_member uuid, p_rev bigint, p_reason transfer_reason, p_subject uuid,
  p_day date,
  p_grains bigint, p_limit int, p_key uuid, p_poll uuid, p_story uuid) returns text language plpgsql volatile as $$
begin
  if exists (select from harvest_once where member = p_member and reason = p_reason and subject = p_subject) then
    return 'already';
  end if;
  with d as (
    insert into harvest_day as h (member, reason, day, n) select p_member, p_reason, p_day, 1 where p_limit > 0
    on conflict (member, reason, day) do update set n = h.n + 1 where h.n < p_limit returning 1),
  o as (insert into harvest_once select p_member, p_reason, p_subject from d)
  insert into transfer (member, rev, from_account, to_account, amount, reason, key, actor, poll, story, cycle)
  select p_member, p_rev, 'source', 'wallet', p_grains, p_reason, p_key, p_member, p_poll, p_story, active_cycle()
    from d;
  return case when found then 'harvested' else 'limit' end;
end $$;

-- Moves the grains of a set of ballots: what they cost more than before (s_, P4) and what their members harvest (h_,
-- R5), for a caller that holds the members' counters and has compared balances, subjects and the daily limit. The limit
-- and the subjects are checked again by the statements that record them: exceeding one is a fault of the caller and
-- ends the call. The arrays of each kind are parallel; null: none. One statement for both kinds of transfer, so that
-- each wallet is updated once.
create or replace function ledger_ballots(p_cycle uuid, s_members uuid[], s_revs bigint[], s_keys uuid[],
  s_polls uuid[], s_grains bigint[], h_members uuid[], h_revs bigint[], h_keys uuid[], h_polls uuid[], h_days date[],
  p_grains bigint, p_limit int) returns void language plpgsql volatile as $$
declare v_most int;
begin
  if h_keys is not null then
    with d as (
      insert into harvest_day as h (member, reason, day, n)
        select member, 'poll_vote', day, count(*) from unnest(h_members, h_days) as a(member, day) group by member, day
        on conflict (member, reason, day) do update set n = h.n + excluded.n returning n)
      select max(n) into v_most from d;
    if v_most > p_limit then raise exception 'more than % harvests a day (R5)', p_limit; end if;
    insert into harvest_once (member, reason, subject)
      select member, 'poll_vote', poll from unnest(h_members, h_polls) as a(member, poll);
  end if;
  insert into transfer (member, rev, from_account, to_account, amount, reason, key, actor, poll, cycle)
    select member, rev, 'wallet'::account_kind, 'planted_poll'::account_kind, grains, 'poll_spend'::transfer_reason,
        key, member, poll, p_cycle
      from unnest(s_members, s_revs, s_keys, s_polls, s_grains) as a(member, rev, key, poll, grains)
    union all select member, rev, 'source', 'wallet', p_grains, 'poll_vote', key, member, poll, p_cycle
      from unnest(h_members, h_revs, h_keys, h_polls) as a(member, rev, key, poll);
end $$;

-- A new member gets a wallet.
create or replace function open_wallet() returns trigger language plpgsql as $$
begin
  insert into wallet (member, rev) values (new.id, new.rev);
  return null;
end $$;
create or replace trigger c_wallet after insert on member for each row execute function open_wallet();
