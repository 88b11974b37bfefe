-- L7: podcasts that members bring. A show is in the scope of its author until its feed was read and it is shared, and
-- while moderators hide it; then in that of its community, or in the catalogue.
create table show (
  id uuid primary key,
  scope text not null,
  -- Null: their account is closed.
  author uuid,
  name text,
  visibility text not null default 'private' check (visibility in ('private', 'community', 'public')),
  community uuid references community,
  feed text not null check (feed ~ '^https?://' and length(feed) <= 2000),
  title text not null check (title <> ''),
  text text not null default '',
  -- Whose show it is, as its feed says.
  byline text not null default '',
  language text not null default '',
  site text not null default '' check (site = '' or site ~ '^https?://'),
  -- Base name of the files of its cover under /media/pictures.
  cover text check (cover ~ '^[0-9a-f]{32}$'),
  state text not null default 'awaited' check (state in ('awaited', 'ready', 'failed')),
  -- Why its feed could not be read the last time.
  code text,
  params jsonb not null default '{}',
  hidden boolean not null default false,
  created_at timestamptz not null default now(),
  -- When its feed said something new.
  refreshed_at timestamptz,
  rev bigint not null,
  check ((visibility = 'community') = (community is not null)),
  check (state <> 'failed' or code is not null),
  check (state <> 'awaited' or code is null),
  check ((state = 'ready') = (refreshed_at is not null))
);
create index show_scope on show (scope, rev, id);
create index show_author on show (author, created_at);
create index show_cover on show (cover) where cover is not null;
create index show_address on show (feed);

-- How the feed of a show is read.
create table show_feed (
  show uuid primary key references show on delete cascade,
  due_at timestamptz not null default now(),
  -- How often in a row nothing was new, or the feed could not be read.
  quiet int not null default 0 check (quiet >= 0),
  -- Of the last answer.
  etag text,
  modified text,
  -- SHA-256 of the last content.
  sha256 text,
  -- The address of the picture of which the cover was made.
  cover_url text not null default '',
  -- How many episodes were written within the day that began then.
  written int not null default 0,
  counted_at timestamptz not null default now()
);
create index show_feed_due on show_feed (due_at);

-- Each is in the scope of its show.
create table episode (
  -- Computed from the show and what its feed calls the episode.
  id uuid primary key,
  scope text not null,
  show uuid not null references show on delete cascade,
  title text not null check (title <> ''),
  text text not null default '',
  published_at timestamptz not null,
  seconds int check (seconds > 0),
  bytes bigint check (bytes > 0),
  season int check (season > 0),
  number int check (number > 0),
  explicit boolean not null default false,
  -- In order: [{"at": s, "title": text}].
  chapters jsonb not null default '[]',
  state text not null default 'offered' check (state in ('offered', 'asked', 'ready', 'failed')),
  code text,
  params jsonb not null default '{}',
  -- The track that is made of it. No foreign key: its episode is told a little later that a track was removed.
  track uuid unique,
  rev bigint not null,
  check ((state = 'failed') = (code is not null)),
  check (state <> 'ready' or track is not null),
  check (state in ('asked', 'ready') or track is null)
);
create index episode_scope on episode (scope, rev, id);
create index episode_show on episode (show, published_at);

-- Where the sound of an episode is, and who asked for it. It may change with each answer of a feed.
create table episode_source (
  episode uuid primary key references episode on delete cascade,
  enclosure text not null,
  -- The address of its chapters; '' if there is none.
  chapters_url text not null default '',
  -- Null: nobody yet, or their account is closed.
  asked_by uuid,
  asked_at timestamptz,
  attempts int not null default 0,
  -- Until when a server fetches it.
  claimed_until timestamptz,
  -- The track that is to be made: its file may be stored already.
  wanted uuid
);
create index episode_source_asked on episode_source (asked_by, asked_at);

-- How many shows a member added, and how many episodes they asked for, within the day that began then. What they remove
-- counts on.
create table show_use (
  member uuid primary key,
  counted_at timestamptz not null default now(),
  adds int not null default 0,
  asks int not null default 0
);

-- The shows that a member follows.
create table show_follow (
  member uuid not null,
  show uuid not null,
  since timestamptz not null default now(),
  -- Its new episodes are taken along on Wi-Fi.
  along boolean not null,
  rev bigint not null,
  primary key (member, show)
);
create index show_follow_show on show_follow (show);

-- Tracks that are made of episodes do not count as tracks that their author added.
alter table track add column given boolean not null default false;
