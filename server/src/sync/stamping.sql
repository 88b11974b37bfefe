-- S12: revs. A settlement bumps its counters itself, first; these triggers stamp what forgot, so that no code path, job
-- or hand-typed SQL changes a synced row unstamped. Recreated after migrating.

-- The counter row is locked until commit: whoever has seen rev n can never later find an unseen row <= n.
create or replace function bump_member(p_member uuid) returns bigint language plpgsql volatile as $$
declare v bigint;
begin
  update member_counter set rev = rev + 1, tx = pg_current_xact_id()
    where member = p_member and tx <> pg_current_xact_id() returning rev into v;
  if not found then
    select rev into v from member_counter where member = p_member and tx = pg_current_xact_id();
    if not found then raise exception 'no counter for member %', p_member; end if;
  end if;
  return v;
end $$;

create or replace function bump_scope(p_scope text) returns bigint language plpgsql volatile as $$
declare v bigint;
begin
  if p_scope like 'member:%' then return bump_member(substr(p_scope, 8)::uuid); end if;
  update scope_counter set rev = rev + 1, tx = pg_current_xact_id()
    where scope = p_scope and tx <> pg_current_xact_id() returning rev into v;
  if not found then
    select rev into v from scope_counter where scope = p_scope and tx = pg_current_xact_id();
    if not found then raise exception 'no counter for scope %', p_scope; end if;
  end if;
  return v;
end $$;

-- Lock order: member counters first, then shared ones, each ascending (S12).
create or replace function bump_scopes(p_scopes text[]) returns jsonb language plpgsql volatile as $$
declare s text; o jsonb := '{}';
begin
  for s in select distinct x collate "C", x not like 'member:%' from unnest(p_scopes) x order by 2, 1 loop
    o := o || jsonb_build_object(s, bump_scope(s));
  end loop;
  return o;
end $$;

create or replace function tombstone(p_scope text, p_entity text, p_id text) returns void language sql volatile as $$
  insert into tombstone (scope, rev, entity, id) values (p_scope, bump_scope(p_scope), p_entity, p_id)
    on conflict do nothing
$$;

-- Rows of a `member` column.
create or replace function stamp_member() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.member <> old.member then raise exception '% does not change hands', tg_table_name; end if;
  new.rev := bump_member(new.member);
  return new;
end $$;

-- The member's own row: its id is the member.
create or replace function stamp_self() returns trigger language plpgsql as $$
begin
  new.rev := bump_member(new.id);
  return new;
end $$;

-- Rows of a `scope` column; tg_argv[0] is the entity. A move leaves a tombstone in the old scope (S14).
create or replace function stamp_scope() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.scope <> old.scope then
    perform bump_scopes(array[old.scope, new.scope]);
    perform tombstone(old.scope, tg_argv[0], old.id::text);
  end if;
  new.rev := bump_scope(new.scope);
  return new;
end $$;

-- tg_argv: entity, column that is the id on the wire
create or replace function bury_member_row() returns trigger language plpgsql as $$
begin
  perform tombstone('member:' || old.member::text, tg_argv[0], to_jsonb(old) ->> tg_argv[1]);
  return null;
end $$;
create or replace function bury_scope_row() returns trigger language plpgsql as $$
begin
  perform tombstone(old.scope, tg_argv[0], old.id::text);
  return null;
end $$;

create or replace function refuse() returns trigger language plpgsql as $$
begin raise exception '% refused on %', tg_op, tg_table_name; end $$;

-- New members and communities bring their counters with them.
create or replace function open_member() returns trigger language plpgsql as $$
begin
  insert into member_counter (member) values (new.id) on conflict do nothing;
  return new;
end $$;
create or replace function open_community() returns trigger language plpgsql as $$
begin
  insert into scope_counter (scope) values ('community:' || new.id::text), ('polls:community:' || new.id::text) on conflict do nothing;
  return new;
end $$;
create or replace function open_wallet() returns trigger language plpgsql as $$
begin
  insert into wallet (member, rev) values (new.id, new.rev);
  return null;
end $$;

create or replace trigger a_counter before insert on member for each row execute function open_member();
create or replace trigger b_stamp_new before insert on member for each row when (new.rev is null) execute function stamp_self();
create or replace trigger b_stamp before update on member for each row when (new.rev is not distinct from old.rev) execute function stamp_self();
create or replace trigger c_wallet after insert on member for each row execute function open_wallet();
create or replace trigger z_keep before delete or truncate on member for each statement execute function refuse();
create or replace trigger a_counter before insert on community for each row execute function open_community();

do $$
declare t text; e text; i text;
begin
  for t, e, i in values ('preferences', 'preferences', 'member'), ('membership', 'membership', 'community'),
    ('wallet', 'wallet', 'member'), ('transfer', 'transfer', 'id'), ('support', 'support', 'project'), ('ballot', 'ballot', 'poll'),
    ('reading_item', 'readingItem', 'id'), ('position', 'position', 'id'), ('read_mark', 'readMark', 'story'), ('receipt', 'receipt', 'key')
  loop
    execute format('create or replace trigger b_stamp_new before insert on %I for each row when (new.rev is null) execute function stamp_member()', t);
    execute format('create or replace trigger b_stamp before update on %I for each row when (new.rev is not distinct from old.rev) execute function stamp_member()', t);
    execute format('create or replace trigger d_bury after delete on %I for each row execute function bury_member_row(%L, %L)', t, e, i);
    execute format('create or replace trigger z_truncate before truncate on %I for each statement execute function refuse()', t);
  end loop;
  for t, e in values ('community', 'community'), ('project', 'project'), ('project_text', 'projectText'), ('project_tally', 'projectTally'),
    ('poll', 'poll'), ('poll_tally', 'pollTally'), ('story', 'story'), ('cycle', 'cycle'), ('silo', 'silo')
  loop
    execute format('create or replace trigger b_stamp_new before insert on %I for each row when (new.rev is null) execute function stamp_scope(%L)', t, e);
    execute format('create or replace trigger b_stamp before update on %I for each row when (new.rev is not distinct from old.rev or new.scope is distinct from old.scope) execute function stamp_scope(%L)', t, e);
    execute format('create or replace trigger d_bury after delete on %I for each row execute function bury_scope_row(%L)', t, e);
    execute format('create or replace trigger z_truncate before truncate on %I for each statement execute function refuse()', t);
  end loop;
end $$;
