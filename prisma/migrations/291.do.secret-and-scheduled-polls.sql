-- Secret polls (P2): the ballot of a member says only that they voted; what they chose stands apart, sealed with a key
-- that is kept outside the database, under a keyed hash in place of the member.
alter table poll add column secret boolean not null default false;
-- SHA-256 of the key that seals the ballots, from the opening until the count.
alter table poll add column ballot_key bytea;
create table sealed_ballot (
  poll uuid not null references poll (id),
  voter bytea not null,
  content bytea not null,
  primary key (poll, voter)
);
-- The ballots of a counted secret poll, in random order.
create table opened_ballot (
  poll uuid not null references poll (id),
  n int not null,
  content jsonb not null,
  primary key (poll, n)
);
-- True from the scheduling of a poll until its opening was announced (P1).
alter table poll add column scheduled boolean not null default false;
create index poll_scheduled on poll (opens_at) where scheduled;
