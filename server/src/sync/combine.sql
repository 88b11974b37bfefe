-- Adds the deltas to the tallies and to the season figures (S17, R11). Only one combiner runs over all servers
-- (transaction-level try-lock); a turn takes at most p_n deltas of each kind. The counters of the affected scopes are
-- locked first (S12); then one statement deletes deltas and adds what it deleted, so no delta is counted twice or lost.
-- Deltas of a scope that is not locked here wait for the next turn. Returns {deltas, scopes, cycles}, where `cycles`
-- says whether the season figures changed, or null when another combiner is running.
create or replace function combine_tallies(p_n int) returns jsonb language plpgsql volatile as $$
declare v_scopes text[]; v_revs jsonb; v_projects bigint := 0; v_polls bigint := 0; v_cycles bigint;
  v_planted bigint := 0; v_last_of_projects bigint; v_last_of_polls bigint; v_project_ids uuid[]; v_poll_ids uuid[];
  v_reviews bigint := 0; v_last_of_reviews bigint; v_work_ids uuid[];
begin
  if not pg_try_advisory_xact_lock(hashtextextended('combine', 0)) then return null; end if;
  -- Arrays instead of joins with the delta tables: these are empty most of the time, and a plan that was made for an
  -- empty table joins thousands of deltas row by row for as long as the connection lives.
  select max(id), array_agg(distinct project) into v_last_of_projects, v_project_ids
    from (select id, project from project_delta order by id limit p_n) x;
  select max(id), array_agg(distinct poll) into v_last_of_polls, v_poll_ids
    from (select id, poll from poll_delta order by id limit p_n) x;
  select max(id), array_agg(distinct work) into v_last_of_reviews, v_work_ids
    from (select id, work from review_delta order by id limit p_n) x;
  select array_agg(distinct scope) into v_scopes from (
    select scope from project_tally where id = any(v_project_ids)
    union select scope from poll_tally where id = any(v_poll_ids)
    union select scope from work where id = any(v_work_ids)) s;
  if v_scopes is not null then
    v_revs := bump_scopes(v_scopes);
    -- A tally that moved to another scope before the lock waits for the next turn.
    v_project_ids := array(select id from project_tally where id = any(v_project_ids) and scope = any(v_scopes));
    v_poll_ids := array(select id from poll_tally where id = any(v_poll_ids) and scope = any(v_scopes));
    v_work_ids := array(select id from work where id = any(v_work_ids) and scope = any(v_scopes));
    with d as (
      delete from project_delta where id <= v_last_of_projects and project = any(v_project_ids)
      returning project, grains, supporters, cycle, day),
    g as (select project, sum(grains) as grains, sum(supporters) as supporters, count(*) as n from d group by project),
    u as (update project_tally t set score = t.score + g.grains, supporters = t.supporters + g.supporters,
      rev = (v_revs ->> t.scope)::bigint
      from g where t.id = g.project returning g.n),
    -- A delta without a day is from before season figures were kept; it was counted when they were introduced.
    c as (insert into cycle_day as y (cycle, day, planted)
      select coalesce(cycle, '00000000-0000-0000-0000-000000000000'), day, sum(grains) from d where day is not null
        group by 1, 2
      on conflict (cycle, day) do update set planted = y.planted + excluded.planted returning 1)
    select coalesce((select sum(n) from u), 0), (select count(*) from c) into v_projects, v_planted;
    with d as (
      delete from poll_delta where id <= v_last_of_polls and poll = any(v_poll_ids)
      returning poll, ballots),
    g as (select poll, sum(ballots) as ballots, count(*) as n from d group by poll),
    u as (update poll_tally t set ballots = t.ballots + g.ballots, rev = (v_revs ->> t.scope)::bigint from g
      where t.id = g.poll returning g.n)
    select coalesce(sum(n), 0) into v_polls from u;
    -- A work has a tally from its first review on.
    with d as (
      delete from review_delta where id <= v_last_of_reviews and work = any(v_work_ids)
      returning work, reviews, stars),
    g as (select work, sum(reviews) as reviews, sum(stars) as stars, count(*) as n from d group by work),
    u as (insert into work_tally as t (id, scope, reviews, stars, rev)
      select w.id, w.scope, g.reviews, g.stars, (v_revs ->> w.scope)::bigint from g join work w on w.id = g.work
      on conflict (id) do update set reviews = t.reviews + excluded.reviews, stars = t.stars + excluded.stars,
        rev = excluded.rev)
    select coalesce(sum(n), 0) into v_reviews from g;
  end if;
  v_cycles := combine_cycles(p_n);
  return jsonb_build_object('deltas', v_projects + v_polls + v_reviews + v_cycles,
    'scopes', coalesce(to_jsonb(v_scopes), '[]'), 'cycles', v_cycles + v_planted > 0);
end $$;

-- Combines the deltas that do not come from boosts (R11). Returns how many; the caller holds the combiner's lock.
create or replace function combine_cycles(p_n int) returns bigint language plpgsql volatile as $$
declare v_n bigint;
begin
  with d as (
    delete from cycle_delta where id <= (select max(id) from (select id from cycle_delta order by id limit p_n) x)
    returning cycle, day, part, n),
  g as (select coalesce(cycle, '00000000-0000-0000-0000-000000000000'::uuid) as cycle, day, count(*) as deltas,
    coalesce(sum(n) filter (where part = 'harvested'), 0) as harvested,
      coalesce(sum(n) filter (where part = 'planted'), 0) as planted,
        coalesce(sum(n) filter (where part = 'composted'), 0) as composted,
      coalesce(sum(n) filter (where part = 'redistributed'), 0) as redistributed,
        coalesce(sum(n) filter (where part = 'adjusted'), 0) as adjusted,
      coalesce(sum(n) filter (where part = 'wallets'), 0) as wallets
    from d group by 1, 2),
  u as (insert into cycle_day as y (cycle, day, harvested, planted, composted, redistributed, adjusted, wallets)
    select cycle, day, harvested, planted, composted, redistributed, adjusted, wallets from g
    on conflict (cycle, day) do update set harvested = y.harvested + excluded.harvested,
      planted = y.planted + excluded.planted,
      composted = y.composted + excluded.composted, redistributed = y.redistributed + excluded.redistributed,
      adjusted = y.adjusted + excluded.adjusted, wallets = y.wallets + excluded.wallets)
  select coalesce(sum(deltas), 0) into v_n from g;
  return v_n;
end $$;
