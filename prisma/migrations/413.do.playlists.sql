-- L6: tracks in an order that members choose. A playlist is in the scope of its author until it is shared, and while
-- moderators hide it; then in that of its community, or in the catalogue.
create table playlist (
  id uuid primary key,
  scope text not null,
  -- Null: their account is closed.
  author uuid,
  name text,
  title text not null check (title <> ''),
  text text not null default '',
  visibility text not null default 'private' check (visibility in ('private', 'community', 'public')),
  community uuid references community,
  -- The members of its community change its items too.
  together boolean not null default false,
  hidden boolean not null default false,
  created_at timestamptz not null default now(),
  rev bigint not null,
  check ((visibility = 'community') = (community is not null)),
  check (not together or visibility = 'community')
);
create index playlist_scope on playlist (scope, rev, id);
create index playlist_author on playlist (author);

-- Each is in the scope of its playlist. No foreign key to tracks: items of a removed track go a little later.
create table playlist_item (
  -- Computed from the playlist and the track.
  id uuid primary key,
  scope text not null,
  playlist uuid not null references playlist on delete cascade,
  track uuid not null,
  order_key text collate "C" not null check (order_key ~ '^[A-Za-z][0-9A-Za-z]{1,99}$'),
  added_at timestamptz not null default now(),
  rev bigint not null,
  unique (playlist, track),
  -- Checked at the end of a statement: one may give all items of a list new keys.
  unique (playlist, order_key) deferrable initially immediate
);
create index playlist_item_scope on playlist_item (scope, rev, id);
create index playlist_item_track on playlist_item (track);

-- Which tracks a member likes.
create table track_like (
  member uuid not null,
  track uuid not null,
  at timestamptz not null default now(),
  rev bigint not null,
  primary key (member, track)
);
create index track_like_track on track_like (track);
