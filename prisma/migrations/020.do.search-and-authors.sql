-- Search in titles and summaries, accents and typos forgiven (pg_trgm); who wrote a fetched article.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- IMMUTABLE is true for a fixed dictionary, and an index asks for it.
create function plain(p text) returns text language sql immutable parallel safe as
  $$ select lower(public.unaccent('public.unaccent'::regdictionary, p)) $$;
create index project_search on project using gin (plain(title || ' ' || summary) gin_trgm_ops) where status = 'published';

alter table reading_text add column authors text not null default '';
