-- T3: messages in the search, by their stemmed words and the name below them. The room is one of the words of its
-- messages, so that the index answers for the rooms of a member alone: a common word costs what they may read, not what
-- the server has. A text is folded slowly, which `cost` tells the planner: it is to use the index.
create function message_words(room uuid, name text, text text) returns tsvector language sql immutable parallel safe
  cost 1000 as
  $$ select to_tsvector('public.plain_french'::regconfig, public.plain(concat_ws(' ', name, text)))
       || array_to_tsvector(array['room:' || room]) $$;
create index message_search on message using gin (message_words(room, name, text)) where state = 'shown';
