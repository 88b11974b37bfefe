-- S17: drains the deltas into the tallies. One at a time over all servers (transaction-level try-lock), at most p_n deltas a
-- turn. Counters of the scopes concerned are locked first (S12); then one statement deletes deltas and adds what it deleted, so
-- nothing is counted twice or lost. Deltas of a scope not locked here wait for the next turn.
-- Returns {deltas, scopes} or null when another combiner is at work.
create or replace function combine_tallies(p_n int) returns jsonb language plpgsql volatile as $$
declare v_scopes text[]; v_revs jsonb; v_projects bigint := 0; v_polls bigint := 0;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('combine', 0)) then return null; end if;
  select array_agg(distinct scope) into v_scopes from (
    select t.scope from (select distinct project from (select project from project_delta order by id limit p_n) x) d join project_tally t on t.id = d.project
    union select t.scope from (select distinct poll from (select poll from poll_delta order by id limit p_n) x) d join poll_tally t on t.id = d.poll) s;
  if v_scopes is null then return '{"deltas": 0, "scopes": []}'; end if;
  v_revs := bump_scopes(v_scopes);
  with d as (
    delete from project_delta where id in (
      select o.id from (select * from project_delta order by id limit p_n) o join project_tally t on t.id = o.project where t.scope = any(v_scopes))
    returning project, grains, supporters),
  g as (select project, sum(grains) as grains, sum(supporters) as supporters, count(*) as n from d group by project),
  u as (update project_tally t set score = t.score + g.grains, supporters = t.supporters + g.supporters, rev = (v_revs ->> t.scope)::bigint
    from g where t.id = g.project returning g.n)
  select coalesce(sum(n), 0) into v_projects from u;
  with d as (
    delete from poll_delta where id in (
      select o.id from (select * from poll_delta order by id limit p_n) o join poll_tally t on t.id = o.poll where t.scope = any(v_scopes))
    returning poll, ballots),
  g as (select poll, sum(ballots) as ballots, count(*) as n from d group by poll),
  u as (update poll_tally t set ballots = t.ballots + g.ballots, rev = (v_revs ->> t.scope)::bigint from g where t.id = g.poll returning g.n)
  select coalesce(sum(n), 0) into v_polls from u;
  return jsonb_build_object('deltas', v_projects + v_polls, 'scopes', to_jsonb(v_scopes));
end $$;
