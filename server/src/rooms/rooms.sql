-- Whether a member may see the scope of a room: they are in it, and still of its community. Who animates all
-- communities may be in a room without being of its community.
create or replace function room_visible(p_member uuid, p_room uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from room_member m join room r on r.id = m.room
    where m.member = p_member and m.room = p_room and (r.community is null
      or exists (select from membership s where s.member = p_member and s.community = r.community)
      or exists (select from member x where x.id = p_member and x.roles && '{animator,administrator}'::text[])));
end $$;

-- A new room gets the counter of its scope (S12).
create or replace function open_room() returns trigger language plpgsql as $$
begin
  insert into scope_counter (scope) values ('room:' || new.id::text) on conflict do nothing;
  return new;
end $$;
create or replace trigger a_counter before insert on room for each row execute function open_room();

-- Convergent: keeps the highest number that any device sent, at most that of the room's last message (T3).
create or replace function settle_room_read(p_acts act[], p_off text[]) returns verdict[]
language plpgsql volatile as $$
begin
  update room_member m set read_to = a.up_to, rev = a.rev
    from (select r.member, r.room, r.rev,
        least(r.up_to, (select coalesce(max(x.no), 0) from message x where x.room = r.room)) as up_to
      from (select member, (args ->> 'room')::uuid as room, max(rev) as rev, max((args ->> 'upTo')::int) as up_to
        from unnest(p_acts) group by 1, 2) r) a
    where m.member = a.member and m.room = a.room and m.read_to < a.up_to;
  -- What was told of these messages is read with them (T6).
  update notification n set read_at = now(), rev = a.rev
    from (select member, (args ->> 'room')::uuid as room, max(rev) as rev, max((args ->> 'upTo')::int) as up_to
        from unnest(p_acts) group by 1, 2) a, message m
    where n.member = a.member and n.subject = a.room and n.read_at is null and m.id = n.message and m.no <= a.up_to;
  return array(select row(null, null)::verdict from unnest(p_acts));
end $$;
