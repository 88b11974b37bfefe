-- How far an import of another catalogue got: it goes on at the page `next`. Null: it reached the end, and the next
-- import begins again.
create table opds_import (
  source text not null,
  -- '' for everybody, else the id of the community that it imports for.
  place text not null default '',
  next text,
  pages int not null default 0,
  moved_at timestamptz not null default now(),
  primary key (source, place)
);

-- Files that imports have fetched, so that the same entry is not fetched again as long as it says that it is unchanged.
create table opds_file (
  url text not null,
  place text not null default '',
  updated text not null,
  edition uuid not null references edition,
  fetched_at timestamptz not null default now(),
  primary key (url, place)
);
create index opds_file_edition on opds_file (edition);
