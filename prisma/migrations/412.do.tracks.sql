-- L1: what members give others to hear. A row is in the scope of its author until it is ready and shared, and while
-- moderators hide it; then in that of its community, or in the catalogue.
create table track (
  id uuid primary key,
  scope text not null,
  -- Null: their account is closed.
  author uuid,
  name text,
  visibility text not null default 'private' check (visibility in ('private', 'community', 'public')),
  community uuid references community,
  title text not null check (title <> ''),
  artists text not null default '',
  album text not null default '',
  number int check (number between 1 and 999),
  genre text not null default '',
  language text not null default '',
  licence text not null,
  -- The name of the file that was added.
  file text not null,
  state text not null default 'awaited' check (state in ('awaited', 'preparing', 'ready', 'refused')),
  code text,
  params jsonb not null default '{}',
  hidden boolean not null default false,
  -- The file as it was added: its place under /media, which nobody may fetch, its hash and its size.
  file_key text,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint check (bytes > 0),
  seconds double precision check (seconds > 0),
  -- Bytes in base64: how loud it is, each for the same part of its time (L2).
  peaks text,
  -- Base name of the files of its cover under /media/pictures.
  cover text check (cover ~ '^[0-9a-f]{32}$'),
  created_at timestamptz not null default now(),
  -- When it could be heard first; null: not yet.
  prepared_at timestamptz,
  rev bigint not null,
  check ((visibility = 'community') = (community is not null)),
  check ((state = 'refused') = (code is not null)),
  check (num_nonnulls(file_key, sha256, bytes) in (0, 3)),
  check (state not in ('preparing', 'ready') or file_key is not null),
  check ((state = 'ready') = (num_nonnulls(seconds, peaks) = 2))
);
create index track_scope on track (scope, rev, id);
create index track_author on track (author, created_at);
create index track_cover on track (cover) where cover is not null;

-- L2: a track in one quality: pieces under /media/sound/<track>/, each named by the hash of its content.
create table track_sound (
  track uuid not null references track on delete cascade,
  quality text not null,
  -- The piece with which the others are opened.
  init text not null check (init ~ '^[0-9a-f]{64}$'),
  -- In order: [{"key": hash, "bytes": n, "seconds": s}].
  segments jsonb not null,
  -- Of the whole track, with the first piece.
  bytes bigint not null check (bytes > 0),
  primary key (track, quality)
);

-- Tracks whose sound is being prepared: how often that was begun, and until when a server has it.
create table track_work (
  track uuid primary key references track on delete cascade,
  attempts int not null default 0,
  claimed_until timestamptz
);
