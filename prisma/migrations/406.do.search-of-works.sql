-- Works of the catalogue in the search: title and authors word by word, everything else that a book says of itself by
-- its stemmed words.
create function work_words(subtitle text, series text, publisher text, subjects text[], contributors jsonb,
    description text) returns tsvector language sql immutable parallel safe as
  $$ select to_tsvector('public.plain_french'::regconfig, public.plain(left(concat_ws(' ', subtitle, series, publisher,
       (select string_agg(s, ' ') from unnest(subjects) s),
       (select string_agg(c ->> 'name', ' ') from jsonb_array_elements(contributors) c), description), 300000))) $$;

create index work_search on work using gin (plain(title || ' ' || authors) gin_trgm_ops) where scope <> 'hidden';
create index work_words on work using gin (to_tsvector('plain_french', plain(title || ' ' || authors)))
  where scope <> 'hidden';
create index work_text_words on work
  using gin (work_words(subtitle, series, publisher, subjects, contributors, description)) where scope <> 'hidden';
