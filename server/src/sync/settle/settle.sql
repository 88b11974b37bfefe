-- Settles the hot acts of one exchange, or of several members' exchanges, in one call: one round trip, one transaction
-- (S5). Each feature's function `settle_<name>(acts, off)` takes a run of consecutive acts of one name in order and
-- returns their verdicts in the same order; `settle_run` (generated from the registry, see functions.ts) calls them.

-- Parameters:
-- - p_members, p_devices: the members of the acts, each once, and the device that sent each member's acts.
-- - p_places, p_keys ... p_as_of: the acts as parallel arrays, which take less time than JSON; `n` is an act's place in
--   them, the acts of one member are adjacent and in seq order. p_places says whose act it is, by the
--   place in p_members. p_hashes: the SHA-256 of the request. p_refusals: a verdict found before the call ({code,
--   params}) or null. p_peppers: the secret of the receipt's link (receipts.sql), for a cancel that of the act it
--   names. p_as_of: when an act was applied before, else null.
-- - p_off: the flags that are off.
-- - p_wait: if false, a member whose counter or declared lock another transaction holds is left out, and is settled
--   later by a call of their own that waits, so that the others do not wait.
-- - p_name: the name of the acts if all have the same and none is refused; else null. p_each: whether besides each
--   member has exactly one act and all leave a receipt, declare no lock and have no `as_of`.
-- - p_locks, p_cancels, p_again: whether there are acts that declare a lock (generated functions take it and say which
--   it is), cancels that are not refused, acts with `as_of`.
-- Results:
-- - revs: the new rev of each settled member.
-- - told: by member, the base time of their receipts; the time of act n is n microseconds later.
-- - verdicts: by n, [code, detail, waits] of those new acts that are not simply applied without a note.
-- - known: by n, the receipts of acts settled before, and for each cancel the receipt that its key has now.
-- - links: one line for each linked receipt: member, key, its number in the chain, its hash.
-- An act with `as_of` was applied at that time, before this database was restored from a backup (S29). While a recovery
-- is open, its refusal is not stored and is returned as [code, detail, true]; afterwards the refusal is final and says
-- that the act was lost.
create or replace function settle_acts(p_members uuid[], p_devices uuid[], p_off text[], p_wait boolean, p_name text,
  p_each boolean, p_locks boolean, p_cancels boolean, p_again boolean, p_places int[], p_keys uuid[], p_seqs bigint[],
  p_names text[], p_args jsonb[], p_made_at timestamptz[], p_hashes bytea[], p_convergent boolean[], p_refusals jsonb[],
  p_peppers bytea[], p_as_of timestamptz[],
  out revs jsonb, out told jsonb, out verdicts jsonb, out known jsonb, out links text)
-- Without the first setting, statements with an array parameter are planned again at each call, which takes half of the
-- time of a boost. Without the second, plans made while a new database's tables are empty would use sequential scans
-- for as long as the connection lives.
language plpgsql volatile set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  v_acts act[]; v_closed act[]; v_kept act[]; v_verdicts verdict[]; v_said verdict[];
  v_recovering boolean := false; v_left text[]; v_locked record;
begin
  -- By an assignment, since a statement costs a plan of its own.
  v_locked := settle_lock_members(p_members, p_wait);
  revs := v_locked.by_member;
  told := v_locked.told;
  if revs is null then return; end if;
  -- A separate statement has a later snapshot: a transaction that held a mutex before has committed its receipts. A
  -- convergent act has no receipt.
  select array_agg(row(x.n, p_keys[x.n], p_seqs[x.n], p_names[x.n], p_args[x.n], p_made_at[x.n], p_hashes[x.n],
      p_convergent[x.n], p_refusals[x.n], v_locked.members[x.m], p_devices[p_places[x.n]], v_locked.revs[x.m],
      p_as_of[x.n], v_locked.tolds[x.m] + x.n * interval '1 microsecond', p_peppers[x.n], v_locked.lasts[x.m],
      v_locked.heads[x.m])::act)
      filter (where x.receipt is null), jsonb_object_agg(x.n, x.receipt) filter (where x.receipt is not null)
    into v_acts, known
    from (
      select a.n, a.m, case when not p_convergent[a.n] then (select answer_of(r) from receipt r
        where r.member = v_locked.members[a.m] and r.key = p_keys[a.n]) end as receipt
      from (select n, array_position(v_locked.members, p_members[p_places[n]]) as m
        from generate_subscripts(p_keys, 1) n offset 0) a
      where a.m is not null offset 0) x;
  if p_each and known is null then
    -- The fast path for most calls: one new act of each member.
    v_verdicts := settle_run(p_name, v_acts, p_off);
    links := settle_write_each(v_acts, v_verdicts);
    verdicts := settle_told(v_acts, v_verdicts, false);
    return;
  end if;
  if p_cancels then
    v_closed := settle_closed(v_acts);
    v_acts := array(select x from unnest(v_acts) x where not exists (select from unnest(v_closed) c where c.n = x.n)
      order by x.n);
  end if;
  if p_locks then
    v_left := settle_lock_declared(v_acts, p_wait);
    if v_left <> '{}' then
      v_acts := (select array_agg(x order by x.n) from unnest(v_acts) x where x.member::text <> all(v_left));
      v_closed := array(select x from unnest(v_closed) x where x.member::text <> all(v_left));
      revs := revs - v_left;
    end if;
  end if;
  if v_acts is null then return; end if;

  v_verdicts := case when p_name is null then settle_by_turns(v_acts, p_off) else settle_run(p_name, v_acts, p_off) end;
  if cardinality(v_verdicts) is distinct from cardinality(v_acts) then
    raise exception '% verdicts for % acts', cardinality(v_verdicts), cardinality(v_acts);
  end if;
  if p_again then
    v_recovering := (select recovery_since is not null from installation);
    if not v_recovering then
      v_verdicts := array(select case when a.as_of is null or v.code is null then row(v.code, v.detail)::verdict
        else lost_in_restore(v.code, v.detail) end
        from unnest(v_acts) with ordinality as a join unnest(v_verdicts) with ordinality as v using (ordinality)
          order by ordinality);
    end if;
  end if;

  v_kept := v_acts;
  v_said := v_verdicts;
  if p_cancels or v_recovering then
    select k.acts, k.said into v_kept, v_said from settle_to_keep(v_acts, v_verdicts, v_recovering) k;
  end if;
  links := settle_write(v_kept, v_said, v_acts, v_locked.members, v_locked.revs, v_locked.tolds);
  verdicts := settle_told(v_acts, v_verdicts, v_recovering);
  if p_cancels then known := coalesce(known, '{}') || settle_found(v_acts, v_closed); end if;
end $$;

-- The steps of settle_acts. They run under its settings.

-- Locks the members' mutexes in one order (S12): row locks, which end with the transaction. The counters are updated
-- once, at the end. The arrays are in the order of `members`; all results are null when other transactions hold every
-- member.
create or replace function settle_lock_members(p_members uuid[], p_wait boolean, out members uuid[], out revs bigint[],
  out lasts bigint[], out heads bytea[], out tolds timestamptz[], out by_member jsonb, out told jsonb)
language plpgsql volatile as $$
begin
  if p_wait then
    select array[c.member], array[c.rev + 1], array[c.n], array[coalesce(c.chain, '')], array[told_next(c.told)],
      jsonb_build_object(c.member, c.rev + 1), jsonb_build_object(c.member, iso_exact(told_next(c.told)))
      into members, revs, lasts, heads, tolds, by_member, told
      from member_counter c where c.member = p_members[1] for no key update;
    if by_member is null then raise exception 'no counter for member %', p_members[1]; end if;
  else
    select array_agg(l.member), array_agg(l.rev + 1), array_agg(l.n), array_agg(l.chain), array_agg(l.next),
      jsonb_object_agg(l.member, l.rev + 1), jsonb_object_agg(l.member, iso_exact(l.next))
      into members, revs, lasts, heads, tolds, by_member, told
      from (select c.member, c.rev, c.n, coalesce(c.chain, '') as chain, told_next(c.told) as next from member_counter c
        where c.member = any(p_members) order by c.member for no key update skip locked) l;
  end if;
end $$;

-- Acts whose cancel comes before them. They are not settled, because the cancel closes their key (S26).
create or replace function settle_closed(p_acts act[]) returns act[] language sql immutable as $$
  select array(select x from unnest(p_acts) x where not x.convergent and exists (
    select from unnest(p_acts) c where c.name = 'sync.cancel' and c.refuse is null and c.member = x.member
      and c.n < x.n and (c.args ->> 'key')::uuid = x.key))
$$;

-- Takes the declared locks, one after the other in one order, so that two calls cannot wait for each other. Returns the
-- members, as text, whose lock another transaction holds.
create or replace function settle_lock_declared(p_acts act[], p_wait boolean) returns text[]
language plpgsql volatile as $$
declare v_lock record; v_busy uuid[];
begin
  for v_lock in select distinct lock_of(name, args) as id, lock_table(name) as "table" from unnest(p_acts)
    where lock_table(name) is not null and refuse is null order by 2, 1 loop
    if not lock_shared(v_lock."table", v_lock.id, p_wait) then v_busy := array_append(v_busy, v_lock.id); end if;
  end loop;
  return array(select x.member from unnest(p_acts) x
    where x.refuse is null and lock_of(x.name, x.args) = any(v_busy));
end $$;

-- Settles acts of several names in their order: each run of one name by one call of its function.
create or replace function settle_by_turns(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
declare v_verdicts verdict[]; v_i int := 1; v_j int;
begin
  while v_i <= cardinality(p_acts) loop
    v_j := v_i;
    if p_acts[v_i].refuse is not null then
      v_verdicts := v_verdicts || row(p_acts[v_i].refuse ->> 'code', p_acts[v_i].refuse -> 'params')::verdict;
    else
      while v_j < cardinality(p_acts) and p_acts[v_j + 1].name = p_acts[v_i].name
        and p_acts[v_j + 1].refuse is null loop v_j := v_j + 1; end loop;
      v_verdicts := v_verdicts || settle_run(p_acts[v_i].name, p_acts[v_i:v_j], p_off);
    end if;
    v_i := v_j + 1;
  end loop;
  return v_verdicts;
end $$;

-- The receipts to write: not for acts that wait for the end of a recovery, but also for cancelled keys that have none
-- (S26).
create or replace function settle_to_keep(p_acts act[], p_verdicts verdict[], p_recovering boolean, out acts act[],
  out said verdict[])
language sql volatile as $$
  select array_agg(k.act order by k.n), array_agg(k.said order by k.n) from (
    select distinct on (w.member, w.key) w.* from (
      select x.n, x.member, x.key, p_acts[x.ordinality] as act, p_verdicts[x.ordinality] as said
        from unnest(p_acts, p_verdicts) with ordinality as x
        where not (p_recovering and x.as_of is not null and x.code is not null)
      union all select x.n, x.member, c.key, row(x.n, c.key, null, x.args ->> 'name', null, null,
        decode(x.args ->> 'hash', 'hex'), false, null, x.member, x.device, x.rev, null, x.at, x.pepper, x.last,
        x.head)::act,
          row('sync.cancelled', '{}')::verdict
        from unnest(p_acts) x cross join lateral (select (x.args ->> 'key')::uuid as key) c
        where x.name = 'sync.cancel' and x.refuse is null
          and not exists (select from receipt r where r.member = x.member and r.key = c.key)) w
    order by w.member, w.key, w.n) k
$$;

-- Writes the receipts of one act of each member, with their links, and updates the members' counters. Returns a line
-- for each link.
create or replace function settle_write_each(p_acts act[], p_verdicts verdict[]) returns text
language sql volatile as $$
  with r as (
    insert into receipt (member, key, hash, name, code, detail, device, seq, made_at, rev, at, n, chain)
      select x.member, x.key, x.hash, x.name, x.code, x.detail, x.device, x.seq, x.made_at, x.rev, x.at,
        case when x.pepper is not null then x.last + 1 end,
        receipt_link(x.head, x.pepper, x.last + 1, x.rev, x.seq, x.at, x.name, x.code, x.detail, null)
      from unnest(p_acts, p_verdicts) as x returning member, key, rev, at, n, chain),
  u as (
    update member_counter c set rev = r.rev, tx = pg_current_xact_id(),
      era = (select present_era(i.era, i.era_of) from installation i where i.id), told = r.at, n = coalesce(r.n, c.n),
      chain = coalesce(r.chain, c.chain) from r where c.member = r.member)
  select string_agg(concat_ws(' ', r.member, r.key, r.n, encode(r.chain, 'hex')), e'\n') from r
$$;

-- Writes receipts with their links; a convergent act has none. Updates the counters of the members in `p_acts`, the
-- acts that were settled: a member who was left out or has only replays keeps the same rev, so that no cursor has to
-- move (S6). Returns a line for each link.
create or replace function settle_write(p_kept act[], p_said verdict[], p_acts act[], p_members uuid[], p_revs bigint[],
  p_tolds timestamptz[])
returns text language sql volatile as $$
  with k as (
    select x.*, case when x.code is null then coalesce(x.as_of, x.at) else x.at end as stamp,
      case when x.pepper is not null then x.last + count(x.pepper) over (partition by x.member order by x.n) end as link
      from unnest(p_kept, p_said) as x where not x.convergent),
  r as (
    insert into receipt (member, key, hash, name, code, detail, device, seq, made_at, rev, at, n, chain)
      select k.member, k.key, k.hash, k.name, k.code, k.detail, k.device, k.seq, k.made_at, k.rev, k.stamp, k.link,
        case when k.pepper is not null then
          receipt_chain(k.head, k.pepper, receipt_body(k.link, k.rev, k.seq, k.stamp, k.name, k.code, k.detail, null))
            over (partition by k.member order by k.n) end
      from k returning member, key, n, chain),
  u as (
    update member_counter c set rev = a.rev, tx = pg_current_xact_id(),
      era = (select present_era(i.era, i.era_of) from installation i where i.id), told = a.told,
      n = coalesce(h.n, c.n), chain = coalesce(h.chain, c.chain)
      from unnest(p_members, p_revs, p_tolds) as a(member, rev, told) left join (
        select distinct on (member) member, n, chain from r where n is not null order by member, n desc) h
          on h.member = a.member
      where c.member = a.member and a.member in (select x.member from unnest(p_acts) x))
  select string_agg(concat_ws(' ', r.member, r.key, r.n, encode(r.chain, 'hex')), e'\n') from r where r.n is not null
$$;

-- By n, [code, detail, waits] of acts that are not simply applied without a note.
create or replace function settle_told(p_acts act[], p_verdicts verdict[], p_recovering boolean) returns jsonb
language plpgsql immutable as $$
begin
  if row(null, null)::verdict = all(p_verdicts) then return null; end if;
  return (select jsonb_object_agg(x.n, jsonb_build_array(x.code, x.detail, p_recovering and x.as_of is not null
      and x.code is not null)) from unnest(p_acts, p_verdicts) as x where x.code is not null or x.detail is not null);
end $$;

-- By n, the receipts that the keys of cancels and of acts closed by them have now.
create or replace function settle_found(p_acts act[], p_closed act[]) returns jsonb language sql stable as $$
  select coalesce(jsonb_object_agg(x.n, answer_of(r)), '{}')
    from (select c.n, c.member, case when c.name = 'sync.cancel' then (c.args ->> 'key')::uuid else c.key end as key
      from unnest(p_acts || p_closed) c
        where c.name = 'sync.cancel' and c.refuse is null or c.n = any(array(select o.n from unnest(p_closed) o))) x
      join receipt r on r.member = x.member and r.key = x.key
$$;

-- The final refusal of an act that was applied before a restore; `reason` is why it could not be applied again (S29).
create or replace function lost_in_restore(p_code text, p_detail jsonb) returns verdict language sql immutable as
  $$ select row('sync.lost_in_restore', coalesce(p_detail, '{}') || jsonb_build_object('reason', p_code))::verdict $$;

-- The cancel itself always applies (S26). settle_acts writes the receipt that closes the key, together with the others.
create or replace function settle_sync_cancel(p_acts act[], p_off text[]) returns verdict[]
language plpgsql immutable as $$
begin
  return array(select row(null, null)::verdict from unnest(p_acts));
end $$;

-- Opens a transaction for one act settled in TypeScript: takes the member's mutex, then, in a later statement of this
-- volatile function, reads its receipt if there is one already. Returns {rev, known, told, recovery}: `told` is the
-- time for a new receipt, `recovery` is 'open' while a recovery is open (S29).
create or replace function settle_open(p_member uuid, p_key uuid) returns jsonb language plpgsql volatile as $$
declare v_rev bigint; v_known jsonb;
begin
  v_rev := bump_member(p_member);
  select answer_of(r) into v_known from receipt r where r.member = p_member and r.key = p_key;
  if found then update member_counter set rev = rev - 1, tx = '0' where member = p_member; end if;
  return jsonb_build_object('rev', v_rev, 'known', v_known, 'told',
    (select iso_exact(c.told) from member_counter c where c.member = p_member),
    'recovery', (select case when recovery_since is not null then 'open' end from installation));
end $$;
