-- B2: files that members import into the catalogue, and what became of each.
create table book_import (
  member uuid not null,
  id uuid not null unique,
  -- Null: for everybody.
  community uuid,
  -- Of the file that was chosen.
  name text not null,
  state text not null default 'awaited' check (state in ('awaited', 'stored', 'refused')),
  code text,
  params jsonb not null default '{}',
  -- False: the catalogue had this file.
  added bool,
  work uuid,
  title text not null default '',
  warnings jsonb not null default '[]',
  created_at timestamptz not null default now(),
  rev bigint not null,
  primary key (member, id),
  check ((state = 'stored') = (num_nonnulls(added, work) = 2)),
  check ((state = 'refused') = (code is not null))
);
create index book_import_newest on book_import (member, created_at desc, id desc);
