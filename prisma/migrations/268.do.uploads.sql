-- Files that members send in chunks. The chunks are kept here, so that every server of one database can go on with an
-- upload, and a killed server has lost none that it acknowledged. A closed upload stays a day, for the daily limit.
create table upload (
  id uuid primary key,
  member uuid not null,
  purpose text not null,
  subject uuid not null,
  bytes bigint not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  received bigint not null default 0 check (received between 0 and bytes),
  state text not null default 'open' check (state in ('open', 'done', 'refused', 'dropped')),
  code text,
  opened_at timestamptz not null default now(),
  moved_at timestamptz not null default now()
);
create unique index upload_open on upload (member, purpose, subject) where state = 'open';
create index upload_of_day on upload (member, opened_at);
create index upload_stale on upload (moved_at);

create table upload_chunk (
  upload uuid not null references upload on delete cascade,
  start bigint not null,
  bytes bytea not null,
  primary key (upload, start)
);
-- Pictures are compressed already.
alter table upload_chunk alter column bytes set storage external;
