-- T5: the rules of a room.
alter table room
  -- Seconds between two messages of one member.
  add column slow int not null default 0 check (slow in (0, 10, 30, 60, 300, 900, 3600)),
  add column words text[] not null default '{}' check (cardinality(words) <= 50),
  -- From `keep_from` on, messages are erased when they are so many days old.
  add column keep int check (keep in (30, 90, 365)),
  add column keep_from timestamptz,
  add check (num_nonnulls(keep, keep_from) in (0, 2)),
  add check (community is not null or (slow = 0 and words = '{}'));
create index room_keeping on room (id) where keep is not null;

-- The pace of a member in a room. It stays when they leave, so that who comes back is no faster.
create table room_pace (
  member uuid not null,
  room uuid not null references room,
  -- When they wrote their last message: by their device's clock, but neither before the one before nor after `at`.
  written timestamptz not null,
  -- When the server took it.
  at timestamptz not null,
  primary key (member, room),
  check (written <= at)
);
