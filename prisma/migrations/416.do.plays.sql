-- L8: what a member heard of a track on a day: few numbers, synced to their devices.
create table track_day (
  member uuid not null,
  id text not null,
  track uuid not null,
  day date not null,
  seconds int not null check (seconds between 0 and 86400),
  furthest int not null check (furthest between 0 and 10000),
  heard_at timestamptz not null default now(),
  rev bigint not null,
  primary key (member, id)
);
create index track_day_track on track_day (track, member);
create index track_day_heard on track_day (heard_at);

-- The seconds of listening that were counted lately: together they fit into the time that passed.
create table track_time (
  member uuid not null,
  key uuid not null,
  since timestamptz not null,
  seconds int not null check (seconds > 0),
  at timestamptz not null default now(),
  primary key (member, key)
);
create index track_time_at on track_time (member, at);

-- What who added a track sees of its listeners, in their scope; the id is the track's.
create table track_figures (
  member uuid not null,
  track uuid not null,
  plays int not null,
  listeners int not null,
  seconds bigint not null,
  curve int[] not null,
  -- [{"day": YYYY-MM-DD, "plays": n}], the oldest first.
  days jsonb not null,
  -- [{"country": "SN", "listeners": n}], the most first.
  countries jsonb not null,
  at timestamptz not null default now(),
  rev bigint not null,
  primary key (member, track)
);
