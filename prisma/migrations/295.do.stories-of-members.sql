-- Texts that members publish in the catalogue. What was withdrawn or hidden is in its author's own scope, and in
-- nobody's if an import made it. Its words are then in `away`, which no route reads, instead of in the row and in
-- story_text: neither the search nor a preview finds them. No foreign key to the author, whose account may be closed.
alter table story add column author uuid;
alter table story add column state text not null default 'published'
  check (state in ('published', 'withdrawn', 'hidden'));
alter table story add column away jsonb;
alter table story drop constraint story_scope_check;
alter table story add constraint story_scope_check check (scope = case
  when state = 'published' then 'public' else coalesce('member:' || author::text, 'hidden') end);
create index story_author on story (author, created_at) where author is not null;
