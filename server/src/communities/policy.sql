-- Which member may see which scope. Used by pulls and settlements; TypeScript code calls these functions too.

-- PL/pgSQL, because an SQL function that cannot be inlined would be planned again at each call.
create or replace function community_visible(p_member uuid, p_community uuid) returns boolean
  language plpgsql stable as $$
begin
  return exists (select from community where id = p_community and visibility = 'public')
    or exists (select from membership where member = p_member and community = p_community);
end $$;

-- Whether moderators removed this member from the community for good.
create or replace function community_barred(p_member uuid, p_community uuid) returns boolean
  language plpgsql stable as $$
begin
  return exists (select from community_ban where member = p_member and community = p_community);
end $$;

create or replace function scope_visible(p_member uuid, p_scope text) returns boolean language sql stable as $$
  select case
    when p_scope in ('public', 'catalogue', 'polls:public') then true
    when p_scope like 'member:%' then p_scope = 'member:' || p_member::text
    when p_scope like 'room:%' then room_visible(p_member, substr(p_scope, 6)::uuid)
    when p_scope like 'community:%' then community_visible(p_member, substr(p_scope, 11)::uuid)
    when p_scope like 'polls:community:%' then community_visible(p_member, substr(p_scope, 17)::uuid)
    else false end
$$;

-- Whether a public community takes grains: 'open' or 'archived'; null for one that not everybody may see.
create or replace function public_community_use(p_community uuid) returns text language plpgsql stable as $$
begin
  return (select case when c.archived_at is null then 'open' else 'archived' end from community c
    where c.id = p_community and c.visibility = 'public');
end $$;

-- Whether a community takes grains of this member: 'open', 'archived', or null for one they may not see.
create or replace function community_use(p_member uuid, p_community uuid) returns text language plpgsql stable as $$
begin
  return (select case when c.archived_at is null then 'open' else 'archived' end from community c
    where c.id = p_community and (c.visibility = 'public'
      or exists (select from membership m where m.member = p_member and m.community = c.id)));
end $$;

-- A new community gets the counters of its scopes (S12).
create or replace function open_community() returns trigger language plpgsql as $$
begin
  insert into scope_counter (scope) values ('community:' || new.id::text), ('polls:community:' || new.id::text)
    on conflict do nothing;
  return new;
end $$;
create or replace trigger a_counter before insert on community for each row execute function open_community();
