-- Runs of compost and redistribution (R8, R10). When a run begins, its list of members and grains is frozen in pages;
-- each chunk processes and deletes pages. The rules are those of shared/src/saka/compost.ts, and a test compares the
-- two.

-- floor(p_amount × p_rate / 10,000) without overflow for any possible balance.
create or replace function saka_share(p_amount bigint, p_rate int) returns bigint language sql immutable as
  $$ select p_amount / 10000 * p_rate + p_amount % 10000 * p_rate / 10000 $$;
-- The instant before which a wallet's last act and last compost must lie. Computed in hours, because a day then has 24
-- of them in every time zone.
create or replace function idle_before(p_at timestamptz, p_days int) returns timestamptz language sql stable as
  $$ select p_at - make_interval(hours => 24 * p_days) $$;

-- The wallets that would compost at p_at, and how much (R8).
create or replace function compost_due(p_at timestamptz, p_rate int, p_days int, p_min_balance bigint,
  p_min_amount bigint)
returns table (member uuid, grains bigint) language sql stable as $$
  select w.member, saka_share(w.balance, p_rate) from wallet w
  where greatest(w.last_activity, w.last_compost) < idle_before(p_at, p_days) and w.balance >= p_min_balance
    and saka_share(w.balance, p_rate) >= p_min_amount
    and not exists (select from member m where m.id = w.member and m.status = 'closed')
$$;
-- The members who share in a redistribution (R10).
create or replace function redistribution_due() returns table (member uuid) language sql stable as $$
  select w.member from wallet w where w.harvested >= 1
    and not exists (select from member m where m.id = w.member and m.status = 'closed')
$$;
create or replace function redistribution_share(p_rate int, p_wallets bigint) returns bigint language sql stable as $$
  select coalesce(saka_share((select balance from silo), p_rate) / nullif(p_wallets, 0), 0)
$$;

-- Begins the run of that kind and time and freezes its list. Returns its id and 'opened', or 'known' if a run with this
-- key exists. Else returns what prevents it: 'future'; 'unknown', the schedule has no such time; 'recovering' (S29);
-- 'busy', another run has not ended. A lock over all servers admits one call at a time, so a concurrent second call
-- finds what the first one wrote.
create or replace function run_open(p_kind text, p_at timestamptz, p_source text, p_actor uuid, p jsonb, out id uuid,
  out outcome text)
language plpgsql volatile set work_mem = '64MB' set jit = off as $$
declare v_page constant int := 250; v_at timestamp := p_at at time zone 'UTC'; v_frozen bigint; v_pages int;
  v_share bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('saka.run', 0));
  select r.id, 'known' into id, outcome from saka_run r where r.kind = p_kind and r.at = p_at;
  if found then return; end if;
  outcome := case
    when p_at > clock_timestamp() then 'future'
    when p_source = 'schedule' and not (extract(isodow from v_at) = 1 and v_at::time = case p_kind when 'compost'
      then '03:00' else '04:00' end::time
      and (p_kind = 'compost' or extract(day from v_at) <= 7)) then 'unknown'
    when (select recovery_since is not null from installation) then 'recovering'
    when exists (select from saka_run r where r.state = 'running') then 'busy' end;
  if outcome is not null then return; end if;
  if not exists (select from silo) then
    perform bump_scope('public');
    insert into silo (id) select gen_random_uuid() where not exists (select from silo);
  end if;
  insert into saka_run (kind, at, source, actor, parameters, cycle)
    values (p_kind, p_at, p_source, p_actor, p, active_cycle()) returning saka_run.id into id;
  outcome := 'opened';
  if p_kind = 'compost' then
    insert into saka_run_page (run, page, members, grains)
      select id, d.n / v_page, array_agg(d.member order by d.member), array_agg(d.grains order by d.member)
      from (select c.member, c.grains, row_number() over (order by c.member) - 1 as n
        from compost_due(p_at, (p ->> 'compostRate')::int, (p ->> 'compostInactivityDays')::int,
          (p ->> 'compostMinBalance')::bigint, (p ->> 'compostMinAmount')::bigint) c) d
      group by d.n / v_page;
  else
    insert into saka_run_page (run, page, members, grains)
      select id, d.n / v_page, array_agg(d.member order by d.member), '{}'
      from (select r.member, row_number() over (order by r.member) - 1 as n from redistribution_due() r) d
        group by d.n / v_page;
  end if;
  select count(*), coalesce(sum(cardinality(members)), 0) into v_pages, v_frozen from saka_run_page where run = id;
  if p_kind = 'redistribution' then
    v_share := redistribution_share((p ->> 'redistributionRate')::int, v_frozen);
    if v_share = 0 then
      delete from saka_run_page where run = id;
      v_pages := 0;
    end if;
  end if;
  update saka_run r set frozen = v_frozen, pages = v_pages, share = v_share, state = case when v_pages = 0 then 'ended'
    else 'running' end,
    ended_at = case when v_pages = 0 then clock_timestamp() end where r.id = run_open.id;
end $$;

-- The next chunk of a run: moves at most p_pages of its pages, deletes them and updates the run's figures in one
-- transaction. Returns 'ended', 'running', or 'recovering' when it has to wait (S29); its duration by its own clock,
-- without the commit; and at most 400 of its members who were online within a day, while the others learn of the change
-- when they come back. It is an error if the run does not exist. The settings force lookups by key, whatever the
-- planner assumes about tables that grew since the last ANALYZE. The chunk does not wait for a member in the middle of
-- a long act: it throws (55P03) and releases its locks, so that nobody waits for it.
create or replace function run_chunk(p_run uuid, p_pages int, out state text, out ms double precision,
  out online uuid[])
language plpgsql volatile set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
set lock_timeout = '100ms' as $$
declare
  r saka_run; v_start timestamptz; v_locked timestamptz; v_wait double precision; v_members uuid[]; v_grains bigint[];
    v_at tid[]; v_n int; v_moved int; v_closed uuid[];
begin
  -- One chunk of a run at a time, over all servers. A caller waiting here holds no other lock.
  select * into r from saka_run s where s.id = p_run for no key update;
  if not found then raise exception 'no run %', p_run; end if;
  ms := 0;
  online := '{}';
  state := case when r.state = 'ended' then 'ended' when (select recovery_since is not null from installation)
    then 'recovering' end;
  if state is not null then return; end if;
  v_start := clock_timestamp();
  with d as (delete from saka_run_page p where p.run = p_run and p.page >= r.next_page
    and p.page < r.next_page + p_pages returning p.members, p.grains)
  select array_agg(u.member order by u.member), array_agg(coalesce(u.grains, r.share) order by u.member) into v_members,
    v_grains
    from d, unnest(d.members, d.grains) as u(member, grains);
  v_n := cardinality(v_members);

  -- Lock the members' counters in one order, then the Silo's scope (S12). Later statements read what they can give.
  v_locked := clock_timestamp();
  v_at := array(select c.ctid from member_counter c where c.member = any(v_members)
    order by c.member for no key update);
  if cardinality(v_at) <> v_n then raise exception '% members of % have a counter', cardinality(v_at), v_n; end if;
  perform bump_scope('public');
  v_wait := extract(epoch from clock_timestamp() - v_locked) * 1000;
  -- Left out: closed accounts (there are few, so they are found by the range of ids) and, for compost, members who have
  -- acted since the list was frozen or hold less than it says.
  v_closed := array(select m.id from member m where m.status = 'closed' and m.id >= v_members[1]
    and m.id <= v_members[v_n]);
  if r.kind = 'compost' then
    select array_agg(u.at), array_agg(u.grains) into v_at, v_grains
      from unnest(v_members, v_grains, v_at) as u(member, grains, at) join wallet w on w.member = u.member
      where greatest(w.last_activity, w.last_compost)
        < idle_before(r.at, (r.parameters ->> 'compostInactivityDays')::int) and w.balance >= u.grains
        and u.member <> all(v_closed);
  elsif v_closed && v_members then
    select array_agg(u.at), array_agg(u.grains) into v_at, v_grains
      from unnest(v_members, v_grains, v_at) as u(member, grains, at) where u.member <> all(v_closed);
  end if;
  v_moved := coalesce(cardinality(v_at), 0);
  if v_moved > 0 then
    perform ledger_run(p_run, r.cycle, r.actor, case r.kind when 'compost' then 'compost'
      else 'silo_redistribution' end::transfer_reason, v_at, v_grains);
  end if;

  state := case when r.next_page + p_pages >= r.pages then 'ended' else 'running' end;
  online := array(select distinct s.member from session s
    where s.member = any(v_members) and s.ended_at is null and s.used_at > now() - interval '1 day' limit 400);
  ms := extract(epoch from clock_timestamp() - v_start) * 1000;
  update saka_run s set next_page = least(r.next_page + p_pages, r.pages), wallets = r.wallets + v_moved,
    grains = r.grains + coalesce((select sum(g) from unnest(v_grains) g), 0), left_out = r.left_out + v_n - v_moved,
      chunks = r.chunks + 1,
    longest_chunk_ms = greatest(r.longest_chunk_ms, ms), longest_wait_ms = greatest(r.longest_wait_ms, v_wait),
      state = run_chunk.state,
    ended_at = case when run_chunk.state = 'ended' then clock_timestamp() end
    where s.id = p_run;
end $$;

-- Ends a run early and leaves out the rest of its list. False when it had already ended.
create or replace function run_stop(p_run uuid, p_why text) returns boolean language plpgsql volatile as $$
begin
  perform from saka_run r where r.id = p_run and r.state = 'running' for no key update;
  if not found then return false; end if;
  update saka_run r set left_out = r.left_out + coalesce((select sum(cardinality(p.members)) from saka_run_page p
    where p.run = r.id), 0),
    state = 'ended', ended_at = clock_timestamp(), stopped = p_why where r.id = p_run;
  delete from saka_run_page p where p.run = p_run;
  return true;
end $$;
