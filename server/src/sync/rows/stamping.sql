-- Revs (S12). A settlement bumps its counters first; triggers stamp rows that were written without a new rev, so that
-- no code path, job or manual SQL changes a synced row unstamped. Here are their functions; the triggers of each entity
-- are generated from the registry (functions.ts). They are recreated after migrating.

-- The time of a member's next receipts: now, or just after the last time a receipt got (S29). The acts of one call
-- follow at intervals of a microsecond, so the times of a member's receipts are in the order in which their acts
-- settled. If the clock was set back by more than a second, the new clock is used anyway: a receipt's time must stay
-- near that of its transfers, because the audit compares them.
create or replace function told_next(p_told timestamptz) returns timestamptz language sql stable as
  $$ select case when p_told < now() + interval '1 second' then greatest(now(), p_told + interval '1 millisecond')
    else now() end $$;

-- The era that a bump belongs to. When PostgreSQL was restarted, its data may have been replaced by a copy: rows that
-- any client writes before a server notices (noticeRestart) already belong to an era of their own (S14).
create or replace function present_era(p_era text, p_of timestamptz) returns text language sql stable as
  $$ select case when p_of is not distinct from pg_postmaster_start_time() then p_era
    else substr(md5(p_era || pg_postmaster_start_time()::text), 1, 10) end $$;

-- Records the rev at which the previous era ended in this scope (S14). Every bump writes the present era (migration
-- 240). Each kind of counter has its own function: after a start of the server the first act of every member calls it,
-- and one that finds the column by its name takes twice as long.
create or replace function end_member_era() returns trigger language plpgsql as $$
begin
  insert into scope_era (scope, era, until_rev) values ('member:' || old.member::text, old.era, old.rev)
    on conflict (scope, era) do update set until_rev = greatest(scope_era.until_rev, excluded.until_rev), at = now();
  return new;
end $$;
create or replace function end_scope_era() returns trigger language plpgsql as $$
begin
  insert into scope_era (scope, era, until_rev) values (old.scope, old.era, old.rev)
    on conflict (scope, era) do update set until_rev = greatest(scope_era.until_rev, excluded.until_rev), at = now();
  return new;
end $$;
create or replace trigger e_era before update on member_counter for each row
  when (new.era is distinct from old.era and old.rev > 0)
  execute function end_member_era();
create or replace trigger e_era before update on scope_counter for each row
  when (new.era is distinct from old.era and old.rev > 0)
  execute function end_scope_era();

-- The counter row stays locked until commit: a reader who has seen rev n can never later find an unseen row <= n.
create or replace function bump_member(p_member uuid) returns bigint language plpgsql volatile as $$
declare v bigint;
begin
  update member_counter set rev = rev + 1, tx = pg_current_xact_id(),
    era = (select present_era(i.era, i.era_of) from installation i where i.id), told = told_next(told)
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
  if starts_with(p_scope, 'member:') then return bump_member(substr(p_scope, 8)::uuid); end if;
  update scope_counter set rev = rev + 1, tx = pg_current_xact_id(),
    era = (select present_era(i.era, i.era_of) from installation i where i.id)
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
  for s in select distinct x collate "C", not starts_with(x, 'member:') from unnest(p_scopes) x order by 2, 1 loop
    o := o || jsonb_build_object(s, bump_scope(s));
  end loop;
  return o;
end $$;

create or replace function tombstone(p_scope text, p_entity text, p_id text) returns void language sql volatile as $$
  insert into tombstone (scope, rev, entity, id) values (p_scope, bump_scope(p_scope), p_entity, p_id)
    on conflict do nothing
$$;

-- Stamps rows that have a `member` column.
create or replace function stamp_member() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.member <> old.member then
    raise exception '% does not change hands', tg_table_name;
  end if;
  new.rev := bump_member(new.member);
  return new;
end $$;

-- Stamps the member's own row, whose id is the member.
create or replace function stamp_self() returns trigger language plpgsql as $$
begin
  new.rev := bump_member(new.id);
  return new;
end $$;

-- Stamps rows that have a `scope` column; tg_argv[0] is the entity. A move leaves a tombstone in the old scope (S14).
create or replace function stamp_scope() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.scope <> old.scope then
    perform bump_scopes(array[old.scope, new.scope]);
    perform tombstone(old.scope, tg_argv[0], old.id::text);
  end if;
  new.rev := bump_scope(new.scope);
  return new;
end $$;

-- Leaves a tombstone for a deleted row. tg_argv: entity, column that is the id on the wire.
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

-- Inserting a member creates their counter. Features create the counters of their own scopes.
create or replace function open_member() returns trigger language plpgsql as $$
begin
  insert into member_counter (member) values (new.id) on conflict do nothing;
  return new;
end $$;

create or replace trigger a_counter before insert on member for each row execute function open_member();
create or replace trigger b_stamp_new before insert on member for each row
  when (new.rev is null) execute function stamp_self();
create or replace trigger b_stamp before update on member for each row
  when (new.rev is not distinct from old.rev) execute function stamp_self();
create or replace trigger z_keep before delete or truncate on member for each statement execute function refuse();

-- A hash of a tally and its rev. The audit compares it and so reports a rev that was changed by hand. The name of the
-- generated trigger sorts after that of the stamping trigger, so it runs after it.
create or replace function tally_digest(p_tally anyelement) returns bytea language sql immutable as
  $$ select sha256(convert_to((to_jsonb(p_tally) - 'digest')::text, 'UTF8')) $$;
create or replace function digest_tally() returns trigger language plpgsql as $$
begin
  new.digest := tally_digest(new);
  return new;
end $$;
