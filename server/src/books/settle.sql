-- Marks in books, and sessions of reading. All acts here give the same rows in any order, so they need no record of
-- what was written last (S29).

-- When the act was made: by the device's clock, not after now, nor before the device was last quiet; of an act that was
-- applied before a restore, not after that.
create or replace function made_within(a act) returns timestamptz language sql stable as $$
  select case when a.as_of is null
    then least(greatest(a.made_at, (select quiet_at from device where member = a.member and id = a.device)), now())
    else least(a.made_at, a.as_of) end;
$$;

-- A day of the calendar; null: there is none of that date, such as a 31st of June.
create or replace function day_or_null(p_day text) returns date language plpgsql immutable as $$
begin
  return p_day::date;
exception when datetime_field_overflow then return null;
end $$;

-- Whether a mark is away: it was removed, and its note has no text that those who removed it had not seen.
create or replace function mark_away(p_notes jsonb, p_over jsonb) returns boolean language sql immutable as $$
  select p_over is not null and not exists (select from jsonb_array_elements(p_notes) n
    where not p_over @> jsonb_build_array(n -> 'id'));
$$;

-- Adds marks; those that are known stay as they are. What was removed half a year ago goes first, so that it does not
-- count (B8). An act that was applied before a restore was counted then (S29).
create or replace function settle_mark_add(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
declare v_out verdict[]; a act; v_book uuid; v_here int; v_all int; v_new int;
begin
  foreach a in array p_acts loop
    v_book := (a.args ->> 'book')::uuid;
    delete from book_mark where member = a.member and removed_at < now() - interval '180 days';
    select count(*) filter (where book = v_book), count(*) into v_here, v_all from book_mark where member = a.member;
    select count(distinct x.id) into v_new from (select (m ->> 'id')::uuid as id
        from jsonb_array_elements(a.args -> 'marks') m) x
      where not exists (select from book_mark b where b.member = a.member and b.id = x.id);
    if a.as_of is null and v_new > 0 and v_here + v_new > 1000 then
      v_out := v_out || rejected('books.too_many_marks', jsonb_build_object('most', 1000));
    elsif a.as_of is null and v_new > 0 and v_all + v_new > 20000 then
      v_out := v_out || rejected('books.too_many_marks', jsonb_build_object('most', 20000));
    else
      insert into book_mark (member, id, book, kind, cfi, at, text, before, after, colour, notes, coloured_at,
          coloured_by, created_at, rev)
        select a.member, (m ->> 'id')::uuid, v_book, m ->> 'kind', m ->> 'cfi', (m ->> 'at')::int, m ->> 'text',
          m ->> 'before', m ->> 'after', m ->> 'colour',
          coalesce((select jsonb_agg(jsonb_build_object('id', a.key || ':' || (n.i - 1), 'text', n.text) order by n.i)
            from jsonb_array_elements_text(m -> 'notes') with ordinality n(text, i)), '[]'),
          made_within(a), a.device, least(coalesce((m ->> 'createdAt')::timestamptz, a.made_at), now()), a.rev
        from jsonb_array_elements(a.args -> 'marks') m
        on conflict (member, id) do nothing;
      v_out := v_out || applied();
    end if;
  end loop;
  return v_out;
end $$;

-- The later of two acts wins, by the times of the devices; on one device the later one in its queue. A removed mark
-- stays removed.
create or replace function settle_mark_colour(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
declare v_out verdict[]; a act; v_at timestamptz;
begin
  foreach a in array p_acts loop
    if not exists (select from book_mark where member = a.member and id = (a.args ->> 'mark')::uuid) then
      v_out := v_out || rejected('books.unknown_mark');
    else
      v_at := made_within(a);
      update book_mark set colour = a.args ->> 'colour', coloured_at = v_at, coloured_by = a.device,
          changed_at = now(), rev = a.rev
        where member = a.member and id = (a.args ->> 'mark')::uuid and (coloured_by = a.device or coloured_at <= v_at);
      v_out := v_out || applied();
    end if;
  end loop;
  return v_out;
end $$;

-- The new text replaces the texts that its writer saw; one that they did not see stays beside it. A text that those who
-- removed the mark did not see brings it back.
create or replace function settle_mark_note(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
declare v_out verdict[]; a act; v_mark book_mark; v_notes jsonb; v_text text;
begin
  foreach a in array p_acts loop
    select * into v_mark from book_mark where member = a.member and id = (a.args ->> 'mark')::uuid;
    v_text := a.args ->> 'note';
    select coalesce(jsonb_agg(n.note order by n.i), '[]') into v_notes
      from jsonb_array_elements(v_mark.notes) with ordinality n(note, i)
      where not (a.args -> 'over') @> jsonb_build_array(n.note -> 'id');
    if v_text <> '' and not v_notes @> jsonb_build_array(jsonb_build_object('text', v_text)) then
      v_notes := v_notes || jsonb_build_object('id', a.key, 'text', v_text);
    end if;
    if v_mark.id is null then v_out := v_out || rejected('books.unknown_mark');
    elsif jsonb_array_length(v_notes) > 8 then
      v_out := v_out || rejected('books.too_many_notes', jsonb_build_object('most', 8));
    else
      update book_mark set notes = v_notes, changed_at = now(), rev = a.rev,
          removed_at = case when mark_away(v_notes, removed_over) then coalesce(removed_at, now()) end
        where member = a.member and id = v_mark.id;
      v_out := v_out || applied();
    end if;
  end loop;
  return v_out;
end $$;

-- A text of the note that who removes the mark did not see keeps the mark, for as long as it is there. Of the texts
-- that they saw, only those that are there still matter. Removing an absent mark is applied without effect.
create or replace function settle_mark_remove(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
declare v_out verdict[]; a act; v_mark book_mark; v_over jsonb; v_away boolean;
begin
  foreach a in array p_acts loop
    select * into v_mark from book_mark where member = a.member and id = (a.args ->> 'mark')::uuid;
    select coalesce(jsonb_agg(n -> 'id'), '[]') into v_over from jsonb_array_elements(v_mark.notes) n
      where (coalesce(v_mark.removed_over, '[]') || (a.args -> 'over')) @> jsonb_build_array(n -> 'id');
    v_away := v_mark.id is null or mark_away(v_mark.notes, v_over);
    update book_mark set removed_over = v_over, changed_at = now(), rev = a.rev,
        removed_at = case when v_away then coalesce(removed_at, now()) end
      where member = a.member and id = v_mark.id;
    v_out := v_out || applied(case when v_away then null::jsonb
      else '[{"code": "books.note_kept", "params": {}}]'::jsonb end);
  end loop;
  return v_out;
end $$;

-- The earliest moment from which a stretch of reading can have lasted: as the act says, but not before the member began
-- this book, or before the device was last quiet (R5).
create or replace function book_since(a act) returns timestamptz language sql stable as $$
  select greatest(least(a.made_at, now()) - make_interval(secs => (a.args ->> 'seconds')::int),
    least(coalesce((select quiet_at from device where member = a.member and id = a.device), now()),
      (select min(started_at) from position where member = a.member and text = (a.args ->> 'book')::uuid)));
$$;

-- How many of the seconds of a stretch begun at p_since have passed, beside those of all other stretches and of the
-- stories that were harvested: a person reads one text at a time (R5; as `reading_fits`). Half a minute is added, since
-- a device on a bad link reports late.
create or replace function book_room(p_member uuid, p_since timestamptz, p_seconds int) returns int
language sql stable as $$
  select greatest(0, least(p_seconds, min(floor(extract(epoch from now() - w.since) + 30 - w.seconds))))::int from (
    select r.since, sum(r.seconds) over (order by r.since desc) as seconds from (
      select since, seconds from book_time where member = p_member and at > now() - interval '31 days'
      union all select started_at, seconds from read_mark
        where member = p_member and seconds > 0 and at > now() - interval '31 days'
      union all select p_since, 0) r) w
    where w.since <= p_since;
$$;

-- The parts of a work of p_words words that are believed, in ten-thousandths: those that the act names, in order, until
-- they have as many words as p_seconds allow at ten words a second.
create or replace function book_passed(p_parts jsonb, p_words int, p_seconds int) returns int4multirange
language sql immutable as $$
  select coalesce(range_agg(int4range(lower(p), least(upper(p), (lower(p) + m.most - p.before)::int))), '{}')
    from (select p, sum(upper(p) - lower(p)) over (order by p) - (upper(p) - lower(p)) as before
      from (select unnest(range_agg(int4range(least(x."from", x."to"), greatest(x."from", x."to")))) as p
        from jsonb_to_recordset(p_parts) as x("from" int, "to" int)) u) p,
      (select p_seconds * 100000::bigint / nullif(p_words, 0) as most) m
    where p.before < m.most;
$$;

-- The id under which `harvest_once` remembers a quarter of a work.
create or replace function book_quarter(p_work uuid, p_quarter int) returns uuid language sql immutable as $$
  select md5(p_work || ' ' || p_quarter)::uuid;
$$;

-- The quarters of a work that a member has passed, 1 to 4: of each at least nine tenths (`quartersIn`).
create or replace function book_quarters(p_member uuid, p_work uuid) returns setof int language sql stable as $$
  select q from generate_series(1, 4) q,
      (select range_agg(passed) as passed from book_day where member = p_member and book = p_work) d
    where (select sum(upper(r) - lower(r))
      from unnest(d.passed * int4multirange(int4range(q * 2500 - 2500, q * 2500))) r) >= 2250;
$$;

-- Harvests each quarter of a work once: those that this act read in, that are now passed, and that were not harvested
-- before. The daily limit of readings applies (R5): a quarter beyond it gives no grains that day, and is harvested when
-- the member reads in it again on another day. The notes say which of the two happened.
create or replace function book_harvest(a act, p_passed int4multirange, p_off text[]) returns jsonb
language plpgsql volatile as $$
declare v_work uuid := (a.args ->> 'book')::uuid; v_member member; v_quarters int[]; v_quarter int; v_grains int := 0;
  v_limit bool := false; v_notes jsonb := '[]';
begin
  v_quarters := array(select q from book_quarters(a.member, v_work) q
    where p_passed && int4range(q * 2500 - 2500, q * 2500)
      and not exists (select from harvest_once where member = a.member and reason = 'content_read'
        and subject = book_quarter(v_work, q)) order by q);
  select * into v_member from member where id = a.member;
  if cardinality(v_quarters) = 0 or 'ENABLE_SAKA' = any(p_off) or v_member.status <> 'active' then return null; end if;
  if v_member.email_confirmed_at is null then return '[{"code": "saka.not_confirmed", "params": {}}]'; end if;
  foreach v_quarter in array v_quarters loop
    if ledger_harvest(a.member, a.rev, 'content_read', book_quarter(v_work, v_quarter),
        harvest_day_of(a.member, a.device, a.made_at, a.as_of), 10, 3, a.key, null, v_work) = 'harvested' then
      v_grains := v_grains + 10;
    else v_limit := true; end if;
  end loop;
  if v_grains > 0 then
    v_notes := v_notes
      || jsonb_build_object('code', 'saka.harvested', 'params', jsonb_build_object('grains', v_grains));
  end if;
  if v_limit then v_notes := v_notes || '{"code": "saka.daily_limit", "params": {"limit": 3}}'::jsonb; end if;
  return v_notes;
end $$;

-- Counts a stretch of reading on its day, which lies between the stretch's own time and now. No one passes more than
-- ten words, or one page, a second. Of a work of the catalogue that the member may see, the parts that were passed are
-- kept: at most 100 a day, since what gives more is no reading.
create or replace function settle_book_session(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
declare v_out verdict[]; a act; v_since timestamptz; v_seconds int; v_day date; v_book uuid; v_words int; v_pages int;
  v_passed int4multirange; v_notes jsonb;
begin
  foreach a in array p_acts loop
    v_book := (a.args ->> 'book')::uuid;
    v_since := book_since(a);
    v_seconds := (a.args ->> 'seconds')::int;
    if a.as_of is null then v_seconds := book_room(a.member, v_since, v_seconds); end if;
    if v_seconds = 0 then
      v_out := v_out || applied('[{"code": "reading.no_time", "params": {}}]'::jsonb);
      continue;
    end if;
    delete from book_time where member = a.member and at < now() - interval '31 days';
    insert into book_time (member, key, since, seconds) values (a.member, a.key, v_since, v_seconds)
      on conflict do nothing;
    v_day := least(greatest(day_or_null(a.args ->> 'day'), (v_since at time zone 'UTC')::date - 1),
      (now() at time zone 'UTC')::date + 1);
    v_words := least((a.args ->> 'words')::int, v_seconds * 10);
    v_pages := least((a.args ->> 'pages')::int, v_seconds);
    select coalesce(book_passed(a.args -> 'passed', max(e.words), v_seconds), '{}') into v_passed
      from work w join edition e on e.work = w.id
      where w.id = v_book and (w.community is null or community_visible(a.member, w.community));
    insert into book_day as d (member, id, book, day, seconds, words, pages, furthest, passed, rev)
      values (a.member, v_book || ':' || to_char(v_day, 'YYYYMMDD') || '-0000-8000-8000-000000000000', v_book, v_day,
        v_seconds, v_words, v_pages, (a.args ->> 'furthest')::int, v_passed, a.rev)
      on conflict (member, id) do update set seconds = least(86400, d.seconds + excluded.seconds),
        words = d.words + excluded.words, pages = d.pages + excluded.pages,
        furthest = greatest(d.furthest, excluded.furthest), rev = excluded.rev,
        passed = case when (select count(*) from unnest(d.passed + excluded.passed)) > 100 then d.passed
          else d.passed + excluded.passed end;
    perform book_events_tell(a, v_book, v_day, not isempty(v_passed));
    if not isempty(v_passed) then perform quarters_tell(a.member, v_book, a.as_of); end if;
    v_notes := case when not isempty(v_passed) then book_harvest(a, v_passed, p_off) end;
    v_out := v_out || applied(v_notes);
  end loop;
  return v_out;
end $$;
