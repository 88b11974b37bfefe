-- B14: challenges of a community, in its scope, and of a member alone, in theirs. No foreign keys to members: closing
-- an account deletes theirs.
create table challenge (
  id uuid primary key,
  scope text not null,
  community uuid references community,
  author uuid,
  name text check (name <> ''),
  title text not null check (length(title) between 1 and 120),
  text text not null,
  goal text not null check (goal in ('books', 'pages', 'days')),
  n int not null check (n between 1 and 1000000),
  together boolean not null,
  starts date not null,
  ends date not null check (ends between starts and starts + 365),
  -- Counted from challenge_part by the combiner (challenges/contests.sql).
  participants int not null default 0,
  sum int not null default 0,
  reached_at timestamptz,
  state text not null default 'planned' check (state in ('planned', 'cancelled', 'hidden')),
  -- What it was before moderators hid it.
  before text check (before in ('planned', 'cancelled')),
  reason text not null default '',
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  edits int not null default 0,
  edits_since timestamptz,
  cancelled_at timestamptz,
  rev bigint not null,
  check ((state = 'hidden') = (before is not null)),
  check (community is not null or not together)
);
create index challenge_scope on challenge (scope, rev, id);
create index challenge_author on challenge (author, created_at) where author is not null;

-- That a member takes part, in the member's scope. `progress` follows from reading_event and book_day.
create table challenge_part (
  member uuid not null,
  challenge uuid not null references challenge,
  progress int not null default 0,
  joined_at timestamptz not null default now(),
  reached_at timestamptz,
  rev bigint not null,
  primary key (member, challenge)
);
create index challenge_part_challenge on challenge_part (challenge);
