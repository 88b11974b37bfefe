-- Adds the deltas of planted grains to the tallies of projects, and all deltas of grains to the season figures (R11).
-- sync/rows/combine.sql calls these functions.

-- Ids are kept in arrays instead of joins with the delta tables: these are empty most of the time, and a plan that was
-- made for an empty table joins thousands of deltas row by row for as long as the connection lives.
create or replace function waiting_project(p_n int, out last bigint, out scopes text[]) language plpgsql volatile as $$
declare v_projects uuid[];
begin
  select max(id), array_agg(distinct project) into last, v_projects
    from (select id, project from project_delta order by id limit p_n) x;
  select array_agg(distinct t.scope) into scopes from project_tally t where t.id = any(v_projects);
end $$;
create or replace function combine_project(p_last bigint, p_revs jsonb, out deltas bigint, out moved text[])
language plpgsql volatile as $$
declare v_projects uuid[]; v_days bigint;
begin
  select array_agg(distinct project) into v_projects from project_delta where id <= p_last;
  -- A tally that moved to another scope before the lock waits for the next turn.
  v_projects := array(select id from project_tally where id = any(v_projects) and p_revs ? scope);
  with d as (
    delete from project_delta where id <= p_last and project = any(v_projects)
    returning project, grains, supporters, cycle, day),
  g as (select project, sum(grains) as grains, sum(supporters) as supporters, count(*) as n from d group by project),
  u as (update project_tally t set score = t.score + g.grains, supporters = t.supporters + g.supporters,
    rev = (p_revs ->> t.scope)::bigint
    from g where t.id = g.project returning g.n),
  -- A delta without a day is from before season figures were kept; it was counted when they were introduced.
  c as (insert into cycle_day as y (cycle, day, planted)
    select coalesce(cycle, '00000000-0000-0000-0000-000000000000'), day, sum(grains) from d where day is not null
      group by 1, 2
    on conflict (cycle, day) do update set planted = y.planted + excluded.planted returning 1)
  select coalesce((select sum(n) from u), 0), (select count(*) from c) into deltas, v_days;
  moved := case when v_days > 0 then array['cycle-figures'] end;
end $$;

create or replace function waiting_cycle(p_n int, out last bigint, out scopes text[]) language plpgsql volatile as $$
begin
  select max(id) into last from (select id from cycle_delta order by id limit p_n) x;
end $$;
-- The deltas that do not come from boosts.
create or replace function combine_cycle(p_last bigint, p_revs jsonb, out deltas bigint, out moved text[])
language plpgsql volatile as $$
begin
  with d as (delete from cycle_delta where id <= p_last returning cycle, day, part, n),
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
  select coalesce(sum(g.deltas), 0) into deltas from g;
  moved := case when deltas > 0 then array['cycle-figures'] end;
end $$;
