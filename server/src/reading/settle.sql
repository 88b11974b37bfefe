-- The earliest time from which a member can have been reading a text on a device: when the device was last quiet; or,
-- if any of the member's devices reported a position in this text before, when that device had last been quiet at the
-- time (R5). Uses server times only; a device's clock is not trusted.
create or replace function reading_since(p_member uuid, p_device uuid, p_text uuid) returns timestamptz
  language plpgsql stable as $$
begin
  return least(coalesce((select quiet_at from device where member = p_member and id = p_device), now()),
    (select min(started_at) from position where member = p_member and text = p_text));
end $$;

-- Whether enough time has passed that a member can have read this story since p_since, in addition to all other
-- harvested readings and to all reading of books. A person reads one text at a time: the seconds of all readings begun
-- after any moment must fit between that moment and now (R5). Half a minute is added, since a device on a bad link
-- reports late.
create or replace function reading_fits(p_member uuid, p_story uuid, p_since timestamptz, p_seconds int) returns boolean
language plpgsql stable as $$
begin
  return not exists (
    select from (
      select r.since, sum(r.seconds) over (order by r.since desc) as seconds from (
        select m.started_at as since, m.seconds from read_mark m
          where m.member = p_member and m.story <> p_story and m.seconds > 0 and m.at > now() - interval '31 days'
        union all select b.since, b.seconds from book_time b
          where b.member = p_member and b.at > now() - interval '31 days'
        union all select p_since, p_seconds) r) w
    where w.since <= p_since and w.seconds > extract(epoch from now() - w.since) + 30);
end $$;

-- Whether a device of the member told a position on the last page of this story (R5). A text of one page has no other.
create or replace function reading_at_end(p_member uuid, p_story story) returns boolean language sql stable as $$
  select p_story.pages <= 1 or exists (
    select from position where member = p_member and text = p_story.id and page >= p_story.pages - 1);
$$;

-- Checks that reading is real: a catalogue story, its last page reached, read for at least words / 10 active seconds
-- (at most 20 minutes), with enough elapsed time (R5). Nobody harvests from a text of their own. An act that was
-- applied before a restore is not checked again (S29).
create or replace function settle_reading_finish(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
declare v_out verdict[]; a act; v_story story; v_member member; v_harvest text; v_grains int; v_needed int;
  v_since timestamptz; v_day date;
begin
  foreach a in array p_acts loop
    select * into v_member from member where id = a.member;
    select * into v_story from story where id = (a.args ->> 'story')::uuid;
    v_needed := least(ceil(v_story.words / 10.0), 20 * 60);
    if v_story.id is null then v_out := v_out || rejected('reading.unknown_story');
    elsif v_member.status <> 'active' then v_out := v_out || rejected('account.banned');
    elsif (a.args ->> 'activeSeconds')::int < v_needed then
      v_out := v_out || rejected('reading.too_fast',
        jsonb_build_object('seconds', (a.args ->> 'activeSeconds')::int, 'needed', v_needed));
    elsif a.as_of is null and not reading_at_end(a.member, v_story) then
      v_out := v_out || rejected('reading.not_at_end');
    else
      v_since := reading_since(a.member, a.device, v_story.id);
      v_harvest := case
        when 'ENABLE_SAKA' = any(p_off) then 'off'
        when v_story.author = a.member then 'own'
        when v_member.email_confirmed_at is null then 'unconfirmed'
        when a.as_of is null and not reading_fits(a.member, v_story.id, v_since, v_needed) then 'no_time'
        else ledger_harvest(a.member, a.rev, 'content_read', v_story.id,
          harvest_day_of(a.member, a.device, a.made_at, a.as_of), 10, 3, a.key, null, v_story.id) end;
      v_grains := case v_harvest when 'harvested' then 10 else 0 end;
      insert into read_mark as r (member, story, grains, rev, started_at, seconds)
        values (a.member, v_story.id, v_grains, a.rev, v_since, case when v_grains > 0 then v_needed else 0 end)
        on conflict (member, story) do update set grains = greatest(r.grains, excluded.grains), at = now(),
          rev = excluded.rev,
          started_at = case when excluded.seconds > 0 then excluded.started_at else r.started_at end,
            seconds = greatest(r.seconds, excluded.seconds);
      update reading_item set finished_at = now(), rev = a.rev
        where member = a.member and story = v_story.id and finished_at is null;
      v_day := harvest_day_at((select quiet_at from device where member = a.member and id = a.device), a.made_at,
        a.as_of);
      perform reading_event_tell(a.member, a.rev, 'day', v_day::text, v_day, coalesce(a.as_of, a.at, now()));
      perform reading_end_tell(a.member, a.rev, v_story.id, v_story.language, v_day, coalesce(a.as_of, a.at, now()));
      v_out := v_out || applied(case v_harvest
        when 'harvested' then '[{"code": "saka.harvested", "params": {"grains": 10}}]'::jsonb
        when 'limit' then '[{"code": "saka.daily_limit", "params": {"limit": 3}}]'::jsonb
        when 'already' then '[{"code": "saka.already_harvested", "params": {}}]'::jsonb
        when 'own' then '[{"code": "reading.own_text", "params": {}}]'::jsonb
        when 'no_time' then '[{"code": "reading.no_time", "params": {}}]'::jsonb
        when 'unconfirmed' then '[{"code": "saka.not_confirmed", "params": {}}]'::jsonb end);
    end if;
  end loop;
  return v_out;
end $$;

-- Convergent: for each text and device the highest seq wins, so duplicates and any order give the same row (S27). Only
-- for stories and works of the catalogue, texts in the member's own queue, and books that are only files (their ids are
-- UUIDs of version 8), of these up to 2,000 positions. A position in any other text is accepted and discarded, so that
-- the number of rows stays bounded by texts and devices.
create or replace function settle_reading_progress(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
begin
  insert into position as o (member, id, text, device, at, page, cfi, seq, rev, started_at)
    select distinct on (a.member, a.text) a.member, a.text || ':' || a.device, a.text, a.device, a.at, a.page,
      a.cfi, a.seq, a.rev,
      -- The same as `reading_since`, which would cost a statement for each act.
      least(coalesce((select d.quiet_at from device d where d.member = a.member and d.id = a.device), now()),
        (select min(p.started_at) from position p where p.member = a.member and p.text = a.text))
    from (select member, device, seq, rev, (args ->> 'text')::uuid as text, (args ->> 'at')::int as at,
      (args ->> 'page')::int as page, args ->> 'cfi' as cfi
      from unnest(p_acts) offset 0) a
    where exists (select from story s where s.id = a.text)
      or exists (select from reading_item i where i.member = a.member and i.id = a.text)
      or exists (select from work w where w.id = a.text)
      or (substr(a.text::text, 15, 1) = '8' and (
        exists (select from position p where p.member = a.member and p.text = a.text)
        or (select count(*) from position p where p.member = a.member and substr(p.text::text, 15, 1) = '8') < 2000))
    order by a.member, a.text, a.seq desc
    on conflict (member, id) do update set at = excluded.at, page = excluded.page, cfi = excluded.cfi,
      seq = excluded.seq, updated_at = now(), rev = excluded.rev
      where o.seq < excluded.seq;
  return array(select row(null, null)::verdict from unnest(p_acts));
end $$;
