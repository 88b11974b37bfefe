-- Vectors of projects, to find others of the same meaning. Derived data, which a job makes and no backup holds. The
-- extension `vector` (pgvector) is optional: without it there is no table, and neighbours are found by similar words.
-- The server asks again at each start, so that an extension installed later is used.
create function prepare_vectors() returns boolean language plpgsql as $$
begin
  if exists (select from pg_extension where extname = 'vector') then
    if to_regclass('public.project_vector') is not null then return true; end if;
  elsif not exists (select from pg_available_extensions where name = 'vector') then
    return false;
  end if;
  create extension if not exists vector;
  drop table if exists project_vector;
  create table project_vector (
    project uuid primary key,
    -- The name of what made it: vectors of two models cannot be compared.
    embedder text not null,
    -- A hash of the text it was made of.
    of_text text not null,
    -- Without a fixed size, because another model has another. Null: the text says nothing.
    vector vector
  );
  return true;
-- Whatever forbids it (a role without the right, another schema), the server works without.
exception when others then
  raise log 'no vectors of projects: %', sqlerrm;
  return false;
end $$;

select prepare_vectors();
