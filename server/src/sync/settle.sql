-- S5: settles the hot acts of one exchange, or of several members' exchanges together, in one call: one round trip, one transaction. The
-- features' functions `settle_<name>(acts, off)` each take a run of neighbouring acts of one name, in order, and return their verdicts in
-- the same order; `settle_run` (made from the registry, see sync/functions.ts) calls them.

-- A receipt as an exchange answers it.
create or replace function answer_of(r receipt) returns jsonb language plpgsql stable as $$
begin
  return jsonb_build_object('hash', encode(r.hash, 'hex'), 'code', r.code, 'detail', r.detail,
    'revs', coalesce(r.revs, jsonb_build_object('member:' || r.member, r.rev)), 'at', iso(r.at));
end $$;

-- p_acts: an array of objects of type `act` without `rev`: `n` counts them over the call, those of one member stand together in seq
-- order; `hash` is SHA-256 of the request, `refuse` a verdict found before it came here ({code, params}) or null. p_members: whose they
-- are, each once. p_off: the flags that are off.
-- Where p_wait is false, a member whose counter or poll somebody else holds is left out, for a call of their own that waits: others do
-- not wait with them. Returns `revs` of those settled, by member; `verdicts` as [code, detail], by n, of new acts that are more than
-- applied without a note; `known`, by n: the receipts of acts settled before, and what each cancel's key has now.
-- S29: an act with `as_of` was applied at that time, before this database was put back from a backup. While a recovery is open its refusal
-- is not stored and comes as [code, detail, true]; afterwards it is final, and says that the act was lost.
create or replace function settle_acts(p_members uuid[], p_acts json, p_off text[], p_wait boolean,
  out at text, out revs jsonb, out verdicts jsonb, out known jsonb)
-- Without the first, statements with an array parameter are planned anew at each call: half of the time of a boost. Without the second,
-- plans made while a new database's tables are empty would scan them for as long as the connection lives.
language plpgsql volatile set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  v_acts act[]; v_verdicts verdict[]; v_votes boolean; v_cancels boolean; v_again boolean; v_recovering boolean := false; v_poll uuid; v_busy uuid[]; v_left text[]; v_i int := 1; v_j int; v_n int;
begin
  -- The members' mutexes, in one order (S12): row locks, which end with the transaction.
  if p_wait then
    with u as (update member_counter c set rev = c.rev + 1, tx = pg_current_xact_id() where c.member = p_members[1] returning c.member, c.rev)
      select jsonb_build_object(u.member, u.rev) into revs from u;
    if revs is null then raise exception 'no counter for member %', p_members[1]; end if;
  else
    -- By place: a row that changed between this statement's snapshot and its lock is not found there, and so left out as well.
    with u as (update member_counter c set rev = c.rev + 1, tx = pg_current_xact_id()
      where c.ctid = any(array(select l.ctid from member_counter l where l.member = any(p_members) order by l.member for no key update skip locked))
      returning c.member, c.rev)
      select jsonb_object_agg(u.member, u.rev) into revs from u;
    if revs is null then return; end if;
  end if;
  at := iso(now());
  -- A later statement, so a later snapshot: whoever held a mutex before has committed its receipts. A convergent act has none.
  select array_agg(row(x.n, x.key, x.seq, x.name, x.args, x.made_at, x.hash, x.convergent, x.refuse, x.member, x.device, x.at_rev, x.as_of)::act)
      filter (where x.receipt is null), jsonb_object_agg(x.n, x.receipt) filter (where x.receipt is not null),
      bool_or(x.name like 'poll.%'), bool_or(x.name = 'sync.cancel'), bool_or(x.as_of is not null)
    into v_acts, known, v_votes, v_cancels, v_again
    from (
      select a.*, (revs ->> a.member::text)::bigint as at_rev,
        case when not a.convergent then (select answer_of(r) from receipt r where r.member = a.member and r.key = a.key) end as receipt
      from json_populate_recordset(null::act, p_acts) a where revs ? a.member::text offset 0) x;

  if v_votes then
    for v_poll in select distinct (x.args ->> 'poll')::uuid from unnest(v_acts) x where x.name like 'poll.%' and x.refuse is null order by 1 loop
      if p_wait then perform lock_poll_shared(v_poll);
      elsif not try_lock_poll_shared(v_poll) then v_busy := v_busy || v_poll; end if;
    end loop;
  end if;
  if v_busy is not null then
    v_left := array(select x.member from unnest(v_acts) x where x.name like 'poll.%' and x.refuse is null and (x.args ->> 'poll')::uuid = any(v_busy));
    v_acts := (select array_agg(x order by x.n) from unnest(v_acts) x where x.member::text <> all(v_left));
    revs := revs - v_left;
  end if;
  if known is not null or v_busy is not null then
    -- Who is left out or has only replays changed nothing, so nobody's cursor has to move (S6).
    update member_counter c set rev = c.rev - 1, tx = '0' where c.member = any(p_members) and c.tx = pg_current_xact_id()
      and not exists (select from unnest(v_acts) x where x.member = c.member);
  end if;
  if v_acts is null then return; end if;

  v_n := cardinality(v_acts);
  while v_i <= v_n loop
    v_j := v_i;
    if v_acts[v_i].refuse is not null then
      v_verdicts := v_verdicts || row(v_acts[v_i].refuse ->> 'code', v_acts[v_i].refuse -> 'params')::verdict;
    else
      while v_j < v_n and v_acts[v_j + 1].name = v_acts[v_i].name and v_acts[v_j + 1].refuse is null loop v_j := v_j + 1; end loop;
      v_verdicts := v_verdicts || settle_run(v_acts[v_i].name, v_acts[v_i:v_j], p_off);
    end if;
    v_i := v_j + 1;
  end loop;
  if cardinality(v_verdicts) is distinct from v_n then raise exception '% verdicts for % acts', cardinality(v_verdicts), v_n; end if;

  if v_again then
    v_recovering := (select recovery_since is not null from installation);
    if not v_recovering then
      v_verdicts := array(select case when a.as_of is null or v.code is null then row(v.code, v.detail)::verdict else lost_in_restore(v.code, v.detail) end
        from unnest(v_acts) with ordinality as a join unnest(v_verdicts) with ordinality as v using (ordinality) order by ordinality);
    end if;
  end if;

  insert into receipt (member, key, hash, name, code, detail, device, seq, made_at, rev, at)
    select x.member, x.key, x.hash, x.name, x.code, x.detail, x.device, x.seq, x.made_at, x.rev, case when x.code is null then coalesce(x.as_of, now()) else now() end
    from unnest(v_acts, v_verdicts) as x(n, key, seq, name, args, made_at, hash, convergent, refuse, member, device, rev, as_of, code, detail)
    where not x.convergent and not (v_recovering and x.as_of is not null and x.code is not null);
  select jsonb_object_agg(x.n, jsonb_build_array(x.code, x.detail, v_recovering and x.as_of is not null and x.code is not null)) into verdicts
    from unnest(v_acts, v_verdicts) as x(n, key, seq, name, args, made_at, hash, convergent, refuse, member, device, rev, as_of, code, detail)
    where x.code is not null or x.detail is not null;
  if v_cancels then
    select coalesce(known, '{}') || coalesce(jsonb_object_agg(x.n, answer_of(r)), '{}') into known
      from unnest(v_acts) x join receipt r on r.member = x.member and r.key = (x.args ->> 'key')::uuid where x.name = 'sync.cancel';
  end if;
end $$;

-- S29: the final refusal of an act that was applied once; `reason` is why it could not be again.
create or replace function lost_in_restore(p_code text, p_detail jsonb) returns verdict language sql immutable as
  $$ select row('sync.lost_in_restore', coalesce(p_detail, '{}') || jsonb_build_object('reason', p_code))::verdict $$;

-- S26: without a receipt the key is closed for ever; with one, the standing verdict comes back.
create or replace function settle_sync_cancel(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
begin
  insert into receipt (member, key, hash, name, code, detail, device, rev)
    select x.member, (x.args ->> 'key')::uuid, decode(x.args ->> 'hash', 'hex'), x.args ->> 'name', 'sync.cancelled', '{}', x.device, x.rev
    from unnest(p_acts) x
    on conflict (member, key) do nothing;
  return array(select row(null, null)::verdict from unnest(p_acts));
end $$;

-- Opens a transaction for one act settled in TypeScript: the member's mutex; then, in a later statement of this volatile
-- function, its receipt if there is one already. Returns {rev, known, recovery}: 'open', 'over' while devices may still offer acts again
-- (S29), else null.
create or replace function settle_open(p_member uuid, p_key uuid) returns jsonb language plpgsql volatile as $$
declare v_rev bigint; v_known jsonb;
begin
  v_rev := bump_member(p_member);
  select answer_of(r) into v_known from receipt r where r.member = p_member and r.key = p_key;
  if found then update member_counter set rev = rev - 1, tx = '0' where member = p_member; end if;
  return jsonb_build_object('rev', v_rev, 'known', v_known, 'recovery',
    (select case when recovery_since is not null then 'open' when recovered_at > now() - interval '36 days' then 'over' end from installation));
end $$;
