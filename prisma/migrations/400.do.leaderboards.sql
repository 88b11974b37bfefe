-- B14: a line of the leaderboard of a community, in its scope. It names no member; leaderboard_own does, and only they
-- get it. Points follow from reading_event.
create table leaderboard_place (
  id uuid primary key,
  scope text not null,
  community uuid not null references community,
  pseudonym text not null check (length(pseudonym) between 2 and 30),
  hidden boolean not null default false,
  -- The first days of the week and of the season whose points these are.
  week date not null,
  week_points int not null default 0,
  last_week_points int not null default 0,
  season date not null,
  season_points int not null default 0,
  rev bigint not null
);
create unique index leaderboard_place_pseudonym on leaderboard_place (community, lower(pseudonym));
create index leaderboard_place_scope on leaderboard_place (scope, rev, id);

create table leaderboard_own (
  member uuid not null,
  community uuid not null references community,
  place uuid not null unique,
  named_at timestamptz not null default now(),
  rev bigint not null,
  primary key (member, community)
);

-- How many pseudonyms a member took in a community within a day; it stays when they leave the leaderboard.
create table leaderboard_names (
  member uuid not null,
  community uuid not null references community,
  names int not null default 1,
  since timestamptz not null default now(),
  primary key (member, community)
);

-- What moved and waits for the combiner: a challenge whose parts changed, or a line whose member has new points.
create table contest_delta (
  id bigint generated always as identity primary key,
  challenge uuid,
  place uuid,
  check (num_nonnulls(challenge, place) = 1)
);
