-- Adds the deltas of ballots to the tallies of polls (S17). sync/rows/combine.sql calls these functions;
-- saka/combine.sql says why ids are kept in arrays.
create or replace function waiting_poll(p_n int, out last bigint, out scopes text[]) language plpgsql volatile as $$
declare v_polls uuid[];
begin
  select max(id), array_agg(distinct poll) into last, v_polls
    from (select id, poll from poll_delta order by id limit p_n) x;
  select array_agg(distinct t.scope) into scopes from poll_tally t where t.id = any(v_polls);
end $$;
create or replace function combine_poll(p_last bigint, p_revs jsonb, out deltas bigint, out moved text[])
language plpgsql volatile as $$
declare v_polls uuid[];
begin
  select array_agg(distinct poll) into v_polls from poll_delta where id <= p_last;
  v_polls := array(select id from poll_tally where id = any(v_polls) and p_revs ? scope);
  with d as (delete from poll_delta where id <= p_last and poll = any(v_polls) returning poll, ballots),
  g as (select poll, sum(ballots) as ballots, count(*) as n from d group by poll),
  u as (update poll_tally t set ballots = t.ballots + g.ballots, rev = (p_revs ->> t.scope)::bigint from g
    where t.id = g.poll returning g.n)
  select coalesce(sum(n), 0) into deltas from u;
end $$;
