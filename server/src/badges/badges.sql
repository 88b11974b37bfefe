-- Events of readers, and the badges that they give (B14; shared/src/badges/rules.ts). Nothing here moves grains.

-- The id of a row: a UUIDv8 (RFC 9562) made of the SHA-256 of what it stands for, as `followId` makes it.
create or replace function id_made_of(p_text text) returns uuid language sql immutable as $$
  select regexp_replace(encode(sha256(convert_to(p_text, 'UTF8')), 'hex'), '^(.{8})(.{4}).(...).(...)(.{12}).*',
    '\1-\2-8\3-8\4-\5')::uuid;
$$;

-- As many events of a kind as earn a badge; or as many days without a gap.
create or replace function badge_rules() returns table (badge text, kind text, n int, in_a_row bool)
language sql immutable as $$
  values ('finished1', 'finished', 1, false), ('finished5', 'finished', 5, false),
    ('finished25', 'finished', 25, false), ('finished100', 'finished', 100, false),
    ('inARow7', 'day', 7, true), ('inARow30', 'day', 30, true),
    ('days10', 'day', 10, false), ('days100', 'day', 100, false), ('days365', 'day', 365, false),
    ('reviews1', 'review', 1, false), ('reviews10', 'review', 10, false), ('languages3', 'language', 3, false);
$$;

-- The badges that a member's events give, each with the first event with which there were enough.
create or replace function badges_of(p_member uuid) returns table (badge text, event uuid, day date)
language sql stable as $$
  with e as (
    select id, kind, day, row_number() over (partition by kind order by day, subject collate "C") as n,
      day - (row_number() over (partition by kind order by day, subject collate "C"))::int as run
      from reading_event where member = p_member),
  f as (select id, kind, day, n, row_number() over (partition by kind, run order by day) as in_run from e)
  select r.badge, f.id, f.day from badge_rules() r cross join lateral (
    select * from f where f.kind = r.kind and case when r.in_a_row then f.in_run else f.n end = r.n
      order by f.day limit 1) f;
$$;

-- Gives the badges that a member's events give, takes away others, and returns how many rows that changed. With the
-- rev of a settlement, or of a transaction that bumped the member's scope.
create or replace function badges_give(p_member uuid, p_rev bigint) returns int language plpgsql volatile as $$
declare v_given int; v_taken int;
begin
  insert into badge as b (member, id, badge, event, day, rev)
    select p_member, id_made_of('badge:' || o.badge), o.badge, o.event, o.day, p_rev from badges_of(p_member) o
    on conflict (member, id) do update set event = excluded.event, day = excluded.day, rev = excluded.rev
      where (b.badge, b.event, b.day) is distinct from (excluded.badge, excluded.event, excluded.day);
  get diagnostics v_given = row_count;
  delete from badge b where b.member = p_member and not exists (select from badges_of(p_member) o
    where id_made_of('badge:' || o.badge) = b.id);
  get diagnostics v_taken = row_count;
  return v_given + v_taken;
end $$;

-- Tells one fact about a member. Of a fact that was told before the earliest day stays, so that any order of acts gives
-- the same. Badges and contests (challenges/contests.sql) follow.
create or replace function reading_event_tell(p_member uuid, p_rev bigint, p_kind text, p_subject text, p_day date,
  p_at timestamptz) returns void language plpgsql volatile as $$
begin
  insert into reading_event as e (member, id, kind, subject, day, at, rev)
    values (p_member, id_made_of(p_kind || ':' || p_subject), p_kind, p_subject, p_day, p_at, p_rev)
    on conflict (member, kind, subject) do update set day = excluded.day, rev = excluded.rev
      where excluded.day < e.day;
  if found then
    perform badges_give(p_member, p_rev);
    perform contests_tell(p_member, p_rev, p_kind, p_at);
  end if;
end $$;

create or replace function reading_event_told(p_member uuid, p_kind text, p_subject text) returns bool
language sql stable as $$
  select exists (select from reading_event where member = p_member and kind = p_kind and subject = p_subject);
$$;

-- Tells that a member read a work or text to its end, and the first time that they did in its language.
create or replace function reading_end_tell(p_member uuid, p_rev bigint, p_subject uuid, p_language text, p_day date,
  p_at timestamptz) returns void language plpgsql volatile as $$
begin
  perform reading_event_tell(p_member, p_rev, 'finished', p_subject::text, p_day, p_at);
  if p_language ~ '^[A-Za-z]{2,3}(-|$)' then
    perform reading_event_tell(p_member, p_rev, 'language', lower(split_part(p_language, '-', 1)), p_day, p_at);
  end if;
end $$;

-- The first day by which a member had passed all four quarters of a work; null: they have not.
create or replace function book_ended_on(p_member uuid, p_work uuid) returns date language sql stable as $$
  select min(d.day) from (
    select day, range_agg(passed) over (order by day range unbounded preceding) as passed
      from book_day where member = p_member and book = p_work and not isempty(passed)) d
    where not exists (select from generate_series(0, 7500, 2500) q where 2250 > coalesce((
      select sum(upper(r) - lower(r)) from unnest(d.passed * int4multirange(int4range(q, q + 2500))) r), 0));
$$;

-- Tells what a counted stretch of reading adds: pages, a day of a minute or more (`A_DAY_OF_READING`), and a work of
-- which all four quarters are passed.
create or replace function book_events_tell(a act, p_work uuid, p_day date, p_passed bool) returns void
language plpgsql volatile as $$
declare v_ended date; v_at timestamptz := coalesce(a.as_of, a.at, now());
begin
  perform challenges_count(a.member, a.rev, 'pages', v_at);
  if not reading_event_told(a.member, 'day', p_day::text)
      and (select sum(seconds) from book_day where member = a.member and day = p_day) >= 60 then
    perform reading_event_tell(a.member, a.rev, 'day', p_day::text, p_day, v_at);
  end if;
  if p_passed and not reading_event_told(a.member, 'finished', p_work::text) then
    v_ended := book_ended_on(a.member, p_work);
    if v_ended is not null then
      perform reading_end_tell(a.member, a.rev, p_work, (select languages[1] from work where id = p_work), v_ended,
        v_at);
    end if;
  end if;
end $$;

-- Tells the events of all that is stored about a member as a reader, and gives their badges: of what they read before
-- there were events. Returns how many badges that changed.
create or replace function reading_events_of_old(p_member uuid, p_rev bigint) returns int
language plpgsql volatile as $$
begin
  insert into reading_event as e (member, id, kind, subject, day, at, rev)
    select distinct on (x.kind, x.subject) p_member, id_made_of(x.kind || ':' || x.subject), x.kind, x.subject, x.day,
      least(x.day::timestamptz, now()), p_rev
    from (
      select 'day' as kind, day::text as subject, day from book_day where member = p_member
        group by day having sum(seconds) >= 60
      union all select 'day', t.day::text, t.day from (
        select (at at time zone 'UTC')::date as day from read_mark where member = p_member) t
      union all select 'review', work::text, (written_at at time zone 'UTC')::date from review where member = p_member
      union all select k.kind, case k.kind when 'finished' then f.id::text
          else lower(split_part(f.language, '-', 1)) end, f.day
        from (
          select b.book as id, w.languages[1] as language, book_ended_on(p_member, b.book) as day
            from (select distinct book from book_day where member = p_member and not isempty(passed)) b
              join work w on w.id = b.book
          union all select s.id, s.language, (r.at at time zone 'UTC')::date
            from read_mark r join story s on s.id = r.story where r.member = p_member) f
        cross join (values ('finished'), ('language')) k(kind)
        where f.day is not null and (k.kind = 'finished' or f.language ~ '^[A-Za-z]{2,3}(-|$)')) x
    order by x.kind, x.subject, x.day
    on conflict (member, kind, subject) do update set day = excluded.day, rev = excluded.rev
      where excluded.day < e.day;
  perform contests_tell(p_member, p_rev, null, now());
  return badges_give(p_member, p_rev);
end $$;
