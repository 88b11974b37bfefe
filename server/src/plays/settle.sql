-- Sessions of listening (L8). They give the same rows in any order, so they need no record of what was written last
-- (S29).

-- The earliest moment from which a stretch of listening can have lasted: as the act says, but not before the device was
-- last quiet (R5), less ten minutes: a device is quiet while it has not told the stretch that is being heard.
create or replace function listened_since(a act) returns timestamptz language sql stable as $$
  select greatest(least(a.made_at, now()) - make_interval(secs => (a.args ->> 'seconds')::int),
    coalesce((select quiet_at from device where member = a.member and id = a.device), now()) - interval '10 minutes');
$$;

-- How many of the seconds of a stretch begun at p_since have passed, beside those of all other stretches: a person
-- hears one track at a time. Half a minute is added, since a device on a bad link reports late (as `book_room`).
create or replace function listen_room(p_member uuid, p_since timestamptz, p_seconds int) returns int
language sql stable as $$
  select greatest(0, least(p_seconds, min(floor(extract(epoch from now() - w.since) + 30 - w.seconds))))::int from (
    select r.since, sum(r.seconds) over (order by r.since desc) as seconds from (
      select since, seconds from track_time where member = p_member and at > now() - interval '31 days'
      union all select p_since, 0) r) w
    where w.since <= p_since;
$$;

-- The seconds of a stretch that count. Each key counts once, and a member has at most 20,000 stretches in 31 days.
-- A stretch that was applied before a restore counts as it was told, up to the seconds of its day, and
-- takes no time from others.
create or replace function listened_seconds(a act, p_day date) returns int language plpgsql volatile as $$
declare v_seconds int := (a.args ->> 'seconds')::int;
begin
  if a.as_of is not null then
    return greatest(0, least(v_seconds, 86400 - coalesce((select sum(seconds) from track_day
      where member = a.member and day = p_day), 0)));
  end if;
  delete from track_time where member = a.member and at < now() - interval '31 days';
  if (select count(*) from track_time where member = a.member) >= 20000 then return 0; end if;
  v_seconds := listen_room(a.member, listened_since(a), v_seconds);
  if v_seconds = 0 then return 0; end if;
  insert into track_time (member, key, since, seconds) values (a.member, a.key, listened_since(a), v_seconds)
    on conflict do nothing;
  return case when found then v_seconds else 0 end;
end $$;

-- Counts a stretch of listening on its day, which lies between the stretch's own time and now.
create or replace function settle_track_session(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
declare v_out verdict[]; a act; v_seconds int; v_day date; v_track uuid; v_made timestamptz;
begin
  foreach a in array p_acts loop
    v_track := (a.args ->> 'track')::uuid;
    if not exists (select from track where id = v_track) then
      v_out := v_out || applied('[{"code": "plays.unknown_track", "params": {}}]'::jsonb);
      continue;
    end if;
    v_made := case when a.as_of is null then listened_since(a) else made_within(a) end;
    v_day := least(greatest(day_or_null(a.args ->> 'day'), (v_made at time zone 'UTC')::date - 1),
      (now() at time zone 'UTC')::date + 1);
    v_seconds := listened_seconds(a, v_day);
    if v_seconds = 0 then
      v_out := v_out || applied('[{"code": "plays.no_time", "params": {}}]'::jsonb);
      continue;
    end if;
    insert into track_day as d (member, id, track, day, seconds, furthest, rev)
      values (a.member, v_track || ':' || to_char(v_day, 'YYYYMMDD') || '-0000-8000-8000-000000000000', v_track, v_day,
        v_seconds, (a.args ->> 'furthest')::int, a.rev)
      on conflict (member, id) do update set seconds = least(86400, d.seconds + excluded.seconds),
        furthest = greatest(d.furthest, excluded.furthest), heard_at = now(), rev = excluded.rev;
    v_out := v_out || applied();
  end loop;
  return v_out;
end $$;
