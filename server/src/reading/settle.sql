-- R5: reading must be real: a catalogue story, read for at least words / 10 active seconds (at most 20 minutes).
create or replace function settle_reading_finish(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
declare v_out verdict[]; a act; v_story story; v_member member; v_harvest text; v_grains int; v_needed int;
begin
  foreach a in array p_acts loop
    select * into v_member from member where id = a.member;
    select * into v_story from story where id = (a.args ->> 'story')::uuid;
    v_needed := least(ceil(v_story.words / 10.0), 20 * 60);
    if v_story.id is null then v_out := v_out || rejected('reading.unknown_story');
    elsif v_member.status <> 'active' then v_out := v_out || rejected('saka.not_in_good_standing');
    elsif (a.args ->> 'activeSeconds')::int < v_needed then
      v_out := v_out || rejected('reading.too_fast', jsonb_build_object('seconds', (a.args ->> 'activeSeconds')::int, 'needed', v_needed));
    else
      v_harvest := case
        when 'ENABLE_SAKA' = any(p_off) then 'off'
        when v_member.email_confirmed_at is null then 'unconfirmed'
        else ledger_harvest(a.member, a.rev, 'content_read', v_story.id, harvest_day_of(a.member, a.device, a.made_at, a.as_of), 10, 3, a.key, null, v_story.id) end;
      v_grains := case v_harvest when 'harvested' then 10 else 0 end;
      insert into read_mark as r (member, story, grains, rev) values (a.member, v_story.id, v_grains, a.rev)
        on conflict (member, story) do update set grains = greatest(r.grains, excluded.grains), at = now(), rev = excluded.rev;
      update reading_item set finished_at = now(), rev = a.rev where member = a.member and story = v_story.id and finished_at is null;
      v_out := v_out || applied(case v_harvest
        when 'harvested' then '[{"code": "saka.harvested", "params": {"grains": 10}}]'::jsonb
        when 'limit' then '[{"code": "saka.daily_limit", "params": {"limit": 3}}]'::jsonb
        when 'already' then '[{"code": "saka.already_harvested", "params": {}}]'::jsonb
        when 'unconfirmed' then '[{"code": "saka.not_confirmed", "params": {}}]'::jsonb end);
    end if;
  end loop;
  return v_out;
end $$;

-- S27: convergent: for each text and device the highest seq wins, so copies and any order give the same row.
create or replace function settle_reading_progress(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
begin
  insert into position as o (member, id, text, device, at, page, seq, rev)
    select distinct on (a.member, a.args ->> 'text') a.member, (a.args ->> 'text') || ':' || a.device, (a.args ->> 'text')::uuid, a.device,
      (a.args ->> 'at')::int, (a.args ->> 'page')::int, a.seq, a.rev
    from unnest(p_acts) a order by a.member, a.args ->> 'text', a.seq desc
    on conflict (member, id) do update set at = excluded.at, page = excluded.page, seq = excluded.seq, updated_at = now(), rev = excluded.rev
      where o.seq < excluded.seq;
  return array(select row(null, null)::verdict from unnest(p_acts));
end $$;
