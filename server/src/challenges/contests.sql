-- Challenges of readers and leaderboards (B14). What a member read counts in the settlement that tells it; what a
-- community's challenge and a leaderboard add up to is counted by the combiner. Nothing here moves grains.

-- From when on nothing counts for a challenge with this last day: three days later (`LATE_DAYS`).
create or replace function challenge_closes(p_ends date) returns timestamptz language sql immutable as $$
  select (p_ends + 4)::timestamp at time zone 'UTC';
$$;

-- How much of its goal a member has read in the days of a challenge (`progressOf`).
create or replace function challenge_progress(p_member uuid, p_goal text, p_starts date, p_ends date) returns int
language sql stable as $$
  select case when p_goal = 'pages'
    then (select least(coalesce(sum(pages), 0), 2000000000)::int from book_day
      where member = p_member and day between p_starts and p_ends)
    else (select count(*)::int from reading_event
      where member = p_member and kind = case p_goal when 'books' then 'finished' else 'day' end
        and day between p_starts and p_ends and at < challenge_closes(p_ends)) end;
$$;

-- Counts a member's challenges again that are open at p_at, and returns how many parts that changed. p_kind: what was
-- told of them (`reading_event.kind`, or 'pages'); null: anything. With the rev of a settlement, or of a transaction
-- that bumped the member's scope. Who takes part in nothing costs one look at an index.
create or replace function challenges_count(p_member uuid, p_rev bigint, p_kind text, p_at timestamptz) returns int
language plpgsql volatile as $$
declare v_part record; v_changed int := 0;
begin
  for v_part in
    select c.id, c.community, c.together, x.progress, p.reached_at as before,
        case when not c.together and x.progress >= c.n then coalesce(p.reached_at, p_at) end as reached_at
      from challenge_part p join challenge c on c.id = p.challenge
        cross join lateral (select challenge_progress(p_member, c.goal, c.starts, c.ends) as progress) x
      where p.member = p_member and c.cancelled_at is null and p_at < challenge_closes(c.ends)
        and (p_kind is null or c.goal = case p_kind when 'finished' then 'books' when 'day' then 'days' else p_kind end)
        and (p.progress <> x.progress or (not c.together and x.progress >= c.n) <> (p.reached_at is not null))
      order by c.id
  loop
    update challenge_part set progress = v_part.progress, reached_at = v_part.reached_at, rev = p_rev
      where member = p_member and challenge = v_part.id;
    if v_part.community is not null then insert into contest_delta (challenge) values (v_part.id); end if;
    if v_part.before is null and v_part.reached_at is not null then
      insert into domain_event (name, subject, payload)
        values ('challenge.reached', v_part.id, jsonb_build_object('member', p_member));
    end if;
    v_changed := v_changed + 1;
  end loop;
  return v_changed;
end $$;

-- What a new event of a member moves: their challenges, and their lines in leaderboards.
create or replace function contests_tell(p_member uuid, p_rev bigint, p_kind text, p_at timestamptz) returns void
language plpgsql volatile as $$
begin
  perform challenges_count(p_member, p_rev, p_kind, p_at);
  insert into contest_delta (place) select place from leaderboard_own where member = p_member;
end $$;

-- The points of a member's events in these days (`pointsOf`).
create or replace function leaderboard_points(p_member uuid, p_from date, p_before date) returns int
language sql stable as $$
  select coalesce(sum(case kind when 'finished' then 10 when 'review' then 3 when 'day' then 1 else 0 end), 0)::int
    from reading_event where member = p_member and day >= p_from and day < p_before;
$$;
-- The same as a line of a leaderboard has them: of a week, the week before it, and a season, by their first days.
create or replace function leaderboard_counted(p_member uuid, p_week date, p_season date,
  out week_points int, out last_week_points int, out season_points int) language sql stable as $$
  select leaderboard_points(p_member, p_week, p_week + 7), leaderboard_points(p_member, p_week - 7, p_week),
    leaderboard_points(p_member, p_season, (p_season + interval '3 months')::date);
$$;
-- The day on which a member stands: today, or tomorrow if they read where it has begun.
create or replace function contest_day(p_member uuid) returns date language sql stable as $$
  select greatest((now() at time zone 'UTC')::date, (select max(day) from reading_event
    where member = p_member and day <= (now() at time zone 'UTC')::date + 1));
$$;

-- How many take part in a challenge, and what they have read together, or how many of them reached it.
create or replace function challenge_sums(c challenge, out participants int, out sum int) language sql stable as $$
  select count(*)::int, (case when c.together then least(coalesce(sum(p.progress), 0), 2000000000)
    else count(p.reached_at) end)::int from challenge_part p where p.challenge = c.id;
$$;

-- Counts what moved. sync/rows/combine.sql calls the two functions. What is counted is read after the deltas, so it has
-- all that they stand for.
create or replace function waiting_contest(p_n int, out last bigint, out scopes text[]) language plpgsql volatile as $$
declare v_challenges uuid[]; v_places uuid[];
begin
  select max(id), array_agg(distinct challenge), array_agg(distinct place) into last, v_challenges, v_places
    from (select id, challenge, place from contest_delta order by id limit p_n) x;
  scopes := array(select scope from challenge where id = any(v_challenges)
    union select scope from leaderboard_place where id = any(v_places));
end $$;
create or replace function combine_contest(p_last bigint, p_revs jsonb, out deltas bigint, out moved text[])
language plpgsql volatile as $$
declare v_challenges uuid[]; v_places uuid[];
begin
  -- Of a line that is gone nothing is left to count.
  with d as (delete from contest_delta d where id <= p_last
      and coalesce((select p_revs ? scope from challenge where id = d.challenge),
        (select p_revs ? scope from leaderboard_place where id = d.place), true)
    returning challenge, place)
  select count(*), array_agg(distinct challenge), array_agg(distinct place) into deltas, v_challenges, v_places from d;
  -- Over, it keeps what it had: who closes the account later takes nothing away.
  with u as (
    update challenge c set participants = s.participants, sum = s.sum, rev = (p_revs ->> c.scope)::bigint,
        reached_at = coalesce(c.reached_at, case when c.together and s.sum >= c.n then now() end)
      from challenge o cross join lateral challenge_sums(o) s
      where c.id = any(v_challenges) and o.id = c.id
        and (c.participants <= s.participants and c.sum <= s.sum or now() < challenge_closes(c.ends))
        and (c.participants, c.sum) is distinct from (s.participants, s.sum)
      returning c.id, c.reached_at = now() as reached)
  insert into domain_event (name, subject, payload) select 'challenge.reached', id, '{}' from u where reached;
  update leaderboard_place l set week = w.week, season = w.season, week_points = n.week_points,
      last_week_points = n.last_week_points, season_points = n.season_points, rev = (p_revs ->> l.scope)::bigint
    from leaderboard_own o cross join lateral (select date_trunc('week', d)::date as week,
        date_trunc('quarter', d)::date as season from contest_day(o.member) d) w
      cross join lateral leaderboard_counted(o.member, w.week, w.season) n
    where l.id = any(v_places) and o.place = l.id
      and (l.week, l.season, l.week_points, l.last_week_points, l.season_points) is distinct from
        (w.week, w.season, n.week_points, n.last_week_points, n.season_points);
end $$;
