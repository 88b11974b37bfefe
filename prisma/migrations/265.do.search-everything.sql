-- One search over projects, communities, polls and stories: similar words in titles and summaries (pg_trgm), and the
-- same words, stemmed in French without accents, in long texts.
create text search configuration plain_french (copy = french);
alter text search configuration plain_french alter mapping for hword, hword_part, word with unaccent, french_stem;

-- The words of a story's pages; a longer text would be more than an index entry holds.
create function story_words(pages jsonb) returns tsvector language sql immutable parallel safe as
  $$ select to_tsvector('public.plain_french'::regconfig, left(regexp_replace(pages::text, '<[^>]*>', ' ', 'g'), 300000)) $$;

create index project_words on project using gin (to_tsvector('plain_french', title || ' ' || summary)) where status = 'published';
create index project_text_words on project_text using gin (to_tsvector('plain_french', text));
create index community_search on community using gin (plain(name || ' ' || summary) gin_trgm_ops);
create index community_words on community using gin (to_tsvector('plain_french', name || ' ' || summary));
create index poll_search on poll using gin (plain(title || ' ' || text) gin_trgm_ops) where state <> 'draft';
create index poll_words on poll using gin (to_tsvector('plain_french', title || ' ' || text)) where state <> 'draft';
create index story_search on story using gin (plain(title || ' ' || authors) gin_trgm_ops);
create index story_words on story using gin (to_tsvector('plain_french', title || ' ' || authors));
create index story_text_words on story_text using gin (story_words(pages));
