-- Adds the deltas that features leave to their tallies and figures (S17, R11). A feature brings two functions for each
-- kind of delta; the dispatchers `waiting_deltas` and `combine_deltas` (generated from the registry, see
-- sync/settle/functions.ts) call them:
-- - waiting_<kind>(n): the id of the last of at most n waiting deltas, and the scopes of the tallies that they change.
-- - combine_<kind>(last, revs): deletes the deltas up to that id and adds what it deleted, in one statement, so that
--   no delta is counted twice or lost. `revs` has the new rev of each scope that is locked; deltas of other scopes wait
--   for the next turn. It returns how many it added, and scopes that moved besides.
-- Only one combiner runs over all servers (transaction-level try-lock); a turn takes at most p_n deltas of each kind.
-- The counters of the affected scopes are locked first (S12). Returns {deltas, scopes}, or null when another combiner
-- is running.
create or replace function combine_tallies(p_n int) returns jsonb language plpgsql volatile as $$
declare v_kinds text[] := delta_kinds(); v_lasts bigint[]; v_scopes text[] := '{}'; v_revs jsonb := '{}';
  v_deltas bigint := 0; v_last bigint; v_n bigint; v_of text[];
begin
  if not pg_try_advisory_xact_lock(hashtextextended('combine', 0)) then return null; end if;
  for i in 1..cardinality(v_kinds) loop
    select w.last, w.scopes into v_last, v_of from waiting_deltas(v_kinds[i], p_n) w;
    v_lasts[i] := v_last;
    v_scopes := array(select distinct x from unnest(v_scopes || coalesce(v_of, '{}')) x);
  end loop;
  if cardinality(v_scopes) > 0 then v_revs := bump_scopes(v_scopes); end if;
  for i in 1..cardinality(v_kinds) loop
    if v_lasts[i] is null then continue; end if;
    select c.deltas, c.moved into v_n, v_of from combine_deltas(v_kinds[i], v_lasts[i], v_revs) c;
    v_deltas := v_deltas + v_n;
    v_scopes := array(select distinct x from unnest(v_scopes || coalesce(v_of, '{}')) x);
  end loop;
  return jsonb_build_object('deltas', v_deltas, 'scopes', to_jsonb(v_scopes));
end $$;
