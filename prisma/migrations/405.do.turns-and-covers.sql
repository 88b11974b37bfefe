-- How many times a member joined something of one kind within a day. It stays when they leave it again: who joins and
-- leaves in turn calls all devices of a scope each time.
create table turn (
  member uuid not null,
  kind text not null,
  times int not null default 1,
  since timestamptz not null default now(),
  primary key (member, kind)
);

create index manuscript_file_cover on manuscript_file ((facts #>> '{cover,cover}'))
  where facts #>> '{cover,cover}' is not null;
