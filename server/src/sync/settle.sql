-- S5: settles the acts of one exchange for one member in one call: one round trip, one transaction. The features'
-- functions `settle_<name>(member, device, rev, acts, off)` each take a run of neighbouring acts of one name, in order, and
-- return their verdicts in the same order; `settle_run` (made from the registry, see sync/functions.ts) calls them.

-- A receipt as an exchange answers it.
create or replace function answer_of(r receipt) returns jsonb language plpgsql stable as $$
begin
  return jsonb_build_object('hash', encode(r.hash, 'hex'), 'code', r.code, 'detail', r.detail,
    'revs', coalesce(r.revs, jsonb_build_object('member:' || r.member, r.rev)), 'at', iso(r.at));
end $$;

-- The arrays are parallel, in seq order; p_hashes are SHA-256 of the requests, p_refuse a verdict found before it came here ({code,
-- params}) or null, p_off the flags that are off. Returns, in the same order, codes and details of new acts; `known` holds what keys
-- settled before already have, and what each cancel's key has now, by key.
create or replace function settle_acts(p_member uuid, p_device uuid, p_keys uuid[], p_seqs bigint[], p_names text[], p_args jsonb[],
  p_made timestamptz[], p_hashes bytea[], p_convergent boolean[], p_refuse jsonb[], p_off text[],
  out rev bigint, out at timestamptz, out codes text[], out details jsonb[], out known jsonb)
-- Without the first, statements with an array parameter are planned anew at each call: half of the time of a boost. Without the second,
-- plans made while a new database's tables are empty would scan them for as long as the connection lives.
language plpgsql volatile set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  v_acts act[]; v_verdicts verdict[]; v_poll uuid; v_i int := 1; v_j int; v_n int := cardinality(p_keys); v_cancelled uuid[]; v_votes boolean := false;
begin
  -- The member's mutex. Its row lock ends with the transaction.
  update member_counter c set rev = c.rev + 1, tx = pg_current_xact_id() where c.member = p_member returning c.rev into rev;
  if not found then raise exception 'no counter for member %', p_member; end if;
  at := now();
  -- A later statement, so a later snapshot: whoever held the mutex before has committed its receipts. A convergent act has none.
  if exists (select from receipt r where r.member = p_member and r.key = any(p_keys)) then
    select jsonb_object_agg(r.key, answer_of(r)) into known from receipt r where r.member = p_member and r.key = any(p_keys);
  end if;
  for i in 1..v_n loop
    if known is null or p_convergent[i] or not known ? p_keys[i]::text then
      v_acts := v_acts || row(i, p_keys[i], p_seqs[i], p_names[i], p_args[i], p_made[i], p_hashes[i], p_convergent[i], p_refuse[i])::act;
      v_votes := v_votes or p_names[i] like 'poll.%';
      if p_names[i] = 'sync.cancel' then v_cancelled := v_cancelled || (p_args[i] ->> 'key')::uuid; end if;
    end if;
  end loop;
  if v_acts is null then
    -- Only replays: nothing changed, so nobody's cursor has to move (S6).
    update member_counter c set rev = c.rev - 1 where c.member = p_member;
    return;
  end if;

  if v_votes then
    for v_poll in select distinct (x.args ->> 'poll')::uuid from unnest(v_acts) x where x.name like 'poll.%' and x.refuse is null order by 1 loop
      perform lock_poll_shared(v_poll);
    end loop;
  end if;
  v_n := cardinality(v_acts);
  while v_i <= v_n loop
    v_j := v_i;
    if v_acts[v_i].refuse is not null then
      v_verdicts := v_verdicts || row(v_acts[v_i].refuse ->> 'code', v_acts[v_i].refuse -> 'params')::verdict;
    else
      while v_j < v_n and v_acts[v_j + 1].name = v_acts[v_i].name and v_acts[v_j + 1].refuse is null loop v_j := v_j + 1; end loop;
      v_verdicts := v_verdicts || settle_run(v_acts[v_i].name, p_member, p_device, rev, v_acts[v_i:v_j], p_off);
    end if;
    v_i := v_j + 1;
  end loop;
  if cardinality(v_verdicts) is distinct from v_n then raise exception '% verdicts for % acts', cardinality(v_verdicts), v_n; end if;

  insert into receipt (member, key, hash, name, code, detail, device, seq, made_at, rev)
    select p_member, x.key, x.hash, x.name, x.code, x.detail, p_device, x.seq, x.made_at, settle_acts.rev
    from rows from (unnest(v_acts), unnest(v_verdicts)) as x(n, key, seq, name, args, made_at, hash, convergent, refuse, code, detail)
    where not x.convergent;
  for i in 1..v_n loop
    codes[v_acts[i].n] := v_verdicts[i].code; details[v_acts[i].n] := v_verdicts[i].detail;
  end loop;
  if v_cancelled is not null then
    select coalesce(known, '{}') || coalesce(jsonb_object_agg(r.key, answer_of(r)), '{}') into known
      from receipt r where r.member = p_member and r.key = any(v_cancelled);
  end if;
end $$;

-- S26: without a receipt the key is closed for ever; with one, the standing verdict comes back.
create or replace function settle_sync_cancel(p_member uuid, p_device uuid, p_rev bigint, p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
begin
  insert into receipt (member, key, hash, name, code, detail, device, rev)
    select p_member, (x.args ->> 'key')::uuid, decode(x.args ->> 'hash', 'hex'), x.args ->> 'name', 'sync.cancelled', '{}', p_device, p_rev
    from unnest(p_acts) x
    on conflict (member, key) do nothing;
  return array(select row(null, null)::verdict from unnest(p_acts));
end $$;

-- Opens a transaction for one act settled in TypeScript: the member's mutex; then, in a later statement of this volatile
-- function, its receipt if there is one already. Returns {rev, known}.
create or replace function settle_open(p_member uuid, p_key uuid) returns jsonb language plpgsql volatile as $$
declare v_rev bigint; v_known jsonb;
begin
  v_rev := bump_member(p_member);
  select answer_of(r) into v_known from receipt r where r.member = p_member and r.key = p_key;
  if found then update member_counter set rev = rev - 1, tx = '0' where member = p_member; end if;
  return jsonb_build_object('rev', v_rev, 'known', v_known);
end $$;
