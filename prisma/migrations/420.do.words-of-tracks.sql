-- L1: what is sung or said in a track, in parts in their order; a part is as long as an act has room for.
create table track_words (
  track uuid not null references track on delete cascade,
  part int not null check (part between 0 and 31),
  text text not null check (text <> ''),
  primary key (track, part)
);

-- Where the feed says that the words of an episode are.
alter table episode_source add column words_url text not null default '';
