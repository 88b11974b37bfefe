-- R8, R10: runs of compost and redistribution. One a kind and time, and one at a time.
create table saka_run (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('compost', 'redistribution')),
  -- The scheduled time, which is the run's key.
  at timestamptz not null,
  source text not null check (source in ('schedule', 'command', 'person')),
  actor uuid check ((actor is not null) = (source = 'person')),
  parameters jsonb not null,
  state text not null default 'running' check (state in ('running', 'ended')),
  -- The season its transfers count in (R11).
  cycle uuid,
  frozen_at timestamptz not null default now(),
  ended_at timestamptz check ((ended_at is not null) = (state = 'ended')),
  -- Wallets on its list, and what each gets of a redistribution.
  frozen bigint not null default 0,
  share bigint check (share >= 0),
  -- Pages of its list, and the first that is not taken.
  pages int not null default 0,
  next_page int not null default 0,
  -- So far.
  wallets bigint not null default 0,
  grains bigint not null default 0,
  left_out bigint not null default 0,
  chunks int not null default 0,
  longest_chunk_ms real not null default 0,
  longest_wait_ms real not null default 0,
  -- Why it ended before its list did.
  stopped text,
  unique (kind, at)
);
create unique index saka_run_one on saka_run (state) where state = 'running';
create index saka_run_at on saka_run (at);

-- Who is still to give or get, frozen when the run began, in the order of ids. A chunk takes pages away in the transaction that moves
-- their grains: none can be taken twice, and no list of idle members stays behind. `grains` is empty for a redistribution.
create table saka_run_page (
  run uuid not null references saka_run,
  page int not null,
  members uuid[] not null,
  grains bigint[] not null,
  primary key (run, page)
);
alter table saka_run_page alter column members set storage external, alter column grains set storage external;

-- Scheduled times up to `since` are past: before this version was installed, or while the flag was off.
create table saka_schedule (
  kind text primary key check (kind in ('compost', 'redistribution')),
  since timestamptz not null default now()
);
insert into saka_schedule (kind) values ('compost'), ('redistribution');

alter table transfer add column run uuid;

-- Closed accounts take part in no run: there are few of them among many.
create index member_closed on member (id) where status = 'closed';
