-- S5: settles the acts of one exchange for one member in one call: one round trip, one transaction. The features'
-- functions `settle_<name>(member, device, rev, acts, off)` each take a run of neighbouring acts of one name, in order, and
-- return their verdicts in the same order; `settle_run` (made from the registry, see sync/functions.ts) calls them.

create or replace function answer_of(p_key uuid, p_hash bytea, p_code text, p_detail jsonb, p_revs jsonb, p_at timestamptz) returns jsonb
language sql immutable as $$
  select jsonb_build_object('key', p_key, 'hash', encode(p_hash, 'hex'), 'code', p_code, 'detail', p_detail, 'revs', p_revs, 'at', iso(p_at))
$$;

-- p_acts: [{key, seq, name, args, madeAt, hash, convergent, refuse}] in seq order; p_off: disabled flags.
-- Returns one answer an act, in order ({key, reused: true} for S6), and one more for the act that each cancel names.
create or replace function settle_acts(p_member uuid, p_device uuid, p_acts jsonb, p_off text[]) returns jsonb
language plpgsql volatile as $$
declare
  v_rev bigint; v_acts act[]; v_new act[]; v_verdicts verdict[]; v_known jsonb; v_answers jsonb := '[]'; v_poll uuid;
  v_run act[]; v_i int := 1; v_j int; v_n int; v_revs jsonb; a act;
begin
  -- The member's mutex. Its row lock ends with the transaction.
  update member_counter set rev = rev + 1, tx = pg_current_xact_id() where member = p_member returning rev into v_rev;
  if not found then raise exception 'no counter for member %', p_member; end if;
  select array_agg(row(n, key, seq, name, args, "madeAt", decode(hash, 'hex'), convergent, refuse)::act order by n) into v_acts
    from rows from (jsonb_to_recordset(p_acts) as (key uuid, seq bigint, name text, args jsonb, "madeAt" timestamptz, hash text, convergent boolean, refuse jsonb))
      with ordinality as x(key, seq, name, args, "madeAt", hash, convergent, refuse, n);

  -- A later statement, so a later snapshot: whoever held the mutex before has committed its receipts.
  select jsonb_object_agg(r.key, answer_of(r.key, r.hash, r.code, r.detail, coalesce(r.revs, jsonb_build_object('member:' || p_member, r.rev)), r.at))
    into v_known from receipt r where r.member = p_member and r.key in (select x.key from unnest(v_acts) x where not x.convergent);
  if v_known is null then
    v_new := v_acts;
  else
    select array_agg(x order by x.n) into v_new from unnest(v_acts) x where not v_known ? x.key::text;
  end if;

  v_n := coalesce(cardinality(v_new), 0);
  if v_n > 0 then
    for v_poll in select distinct (x.args ->> 'poll')::uuid from unnest(v_new) x
      where x.name like 'poll.%' and x.refuse is null order by 1 loop
      perform lock_poll_shared(v_poll);
    end loop;
    while v_i <= v_n loop
      v_j := v_i;
      while v_j < v_n and v_new[v_j + 1].name = v_new[v_i].name and v_new[v_j + 1].refuse is null and v_new[v_i].refuse is null loop
        v_j := v_j + 1;
      end loop;
      if v_new[v_i].refuse is not null then
        v_verdicts := v_verdicts || row(v_new[v_i].refuse ->> 'code', v_new[v_i].refuse -> 'params')::verdict;
      else
        v_verdicts := v_verdicts || settle_run(v_new[v_i].name, p_member, p_device, v_rev, v_new[v_i:v_j], p_off);
      end if;
      v_i := v_j + 1;
    end loop;
    if coalesce(cardinality(v_verdicts), 0) <> v_n then raise exception '% verdicts for % acts', cardinality(v_verdicts), v_n; end if;
    insert into receipt (member, key, hash, name, code, detail, device, seq, made_at, rev)
      select p_member, x.key, x.hash, x.name, v_verdicts[i].code, v_verdicts[i].detail, p_device, x.seq, x.made_at, v_rev
      from generate_series(1, v_n) i, lateral (select (v_new[i]).*) x where not x.convergent;
  elsif not exists (select from unnest(v_acts) x where x.name = 'sync.cancel') then
    -- Only replays: nothing changed, so nobody's cursor has to move (S6).
    update member_counter set rev = rev - 1 where member = p_member;
  end if;

  v_revs := jsonb_build_object('member:' || p_member, v_rev);
  v_j := 0;
  foreach a in array v_acts loop
    if v_known ? a.key::text then
      if v_known -> a.key::text ->> 'hash' = encode(a.hash, 'hex') then
        v_answers := v_answers || (v_known -> a.key::text);
      else
        v_answers := v_answers || jsonb_build_object('key', a.key, 'reused', true);
      end if;
    else
      v_j := v_j + 1;
      v_answers := v_answers || (answer_of(a.key, a.hash, v_verdicts[v_j].code, v_verdicts[v_j].detail, v_revs, now())
        || case when a.convergent then '{"convergent": true}'::jsonb else '{}'::jsonb end);
      if a.name = 'sync.cancel' and v_verdicts[v_j].code is null then
        v_answers := v_answers || (select answer_of(r.key, r.hash, r.code, r.detail, coalesce(r.revs, jsonb_build_object('member:' || p_member, r.rev)), r.at)
          from receipt r where r.member = p_member and r.key = (a.args ->> 'key')::uuid);
      end if;
    end if;
  end loop;
  return v_answers;
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
  select answer_of(r.key, r.hash, r.code, r.detail, coalesce(r.revs, jsonb_build_object('member:' || p_member, r.rev)), r.at)
    into v_known from receipt r where r.member = p_member and r.key = p_key;
  if found then update member_counter set rev = rev - 1, tx = '0' where member = p_member; end if;
  return jsonb_build_object('rev', v_rev, 'known', v_known);
end $$;
