-- Works of the catalogue and their editions. A work belongs to everybody, or to one community. An edition is one file:
-- its hash is its identity, and its bytes are in the store of media under that hash.
create table work (
  id uuid primary key,
  -- A hash of what makes two files editions of one work.
  import_key text not null unique,
  community uuid references community,
  title text not null,
  subtitle text not null default '',
  -- One line, for lists.
  authors text not null,
  languages text[] not null,
  year int,
  publisher text not null default '',
  series text not null default '',
  series_number text not null default '',
  rights text not null default '',
  -- The short name of the licence; '' if the rights name none.
  licence text not null default '',
  -- Plain text.
  description text not null default '',
  subjects text[] not null default '{}',
  categories text[] not null default '{}',
  contributors jsonb not null,
  accessibility jsonb not null,
  colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
  -- The name of the cover's files; null: the book has no picture that could be used.
  cover text,
  -- A tiny WebP in base64, for lists.
  thumb text check (length(thumb) <= 1024),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index work_newest on work (created_at desc, id desc);
create index work_title on work (title, id);
create index work_cover on work (cover) where cover is not null;
create index work_community on work (community) where community is not null;

create table edition (
  id uuid primary key,
  work uuid not null references work,
  format text not null check (format in ('epub2', 'epub3')),
  sha256 text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  -- SHA-256 of each 256 KB, one after the other: a device verifies a piece of a download before it keeps it.
  pieces bytea not null check (length(pieces) = 32 * ceil(bytes / 262144.0)),
  identifier text not null default '',
  words int not null,
  -- [{path, words, linear}] in the order of reading.
  spine jsonb not null,
  layout text not null check (layout in ('reflowable', 'fixed')),
  progression text not null check (progression in ('default', 'ltr', 'rtl')),
  counts jsonb not null,
  -- What readers take out: {scripts, handlers, remote}.
  stripped jsonb not null,
  created_at timestamptz not null default now()
);
create index edition_work on edition (work, created_at);
alter table edition alter column pieces set storage external;
