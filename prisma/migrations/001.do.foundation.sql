-- The tables of the foundation. Functions and triggers stand beside their features (server/src/**/*.sql) and are
-- (re)created after migrating. Money and grains never meet: no foreign key joins `cost_*` columns and the ledger (R1).
-- Keys begin with the member wherever a settlement writes, so that the schema can be sharded by member (2-architecture).

create type account_kind as enum ('source', 'wallet', 'planted_project', 'planted_poll', 'silo');
create type transfer_reason as enum ('content_read', 'poll_vote', 'invite_accepted', 'manual_adjust', 'project_boost',
  'poll_spend', 'poll_refund', 'compost', 'silo_redistribution', 'account_closed');

-- One row. `epoch` changes when the database was restored from a backup (S29).
create table installation (
  id boolean primary key default true check (id),
  epoch uuid not null default gen_random_uuid(),
  functions_hash text,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);
insert into installation default values;

-- S12: one counter a scope. `tx` keeps the transaction that bumped it last: a transaction bumps a scope once.
create table scope_counter (
  scope text primary key,
  rev bigint not null default 0,
  floor_rev bigint not null default 0,
  tx xid8 not null default '0'
) with (fillfactor = 50);
insert into scope_counter (scope) values ('public'), ('polls:public');

-- The same for `member:<id>` scopes; its row is also the member's mutex (S5).
create table member_counter (
  member uuid primary key,
  rev bigint not null default 0,
  floor_rev bigint not null default 0,
  tx xid8 not null default '0'
) with (fillfactor = 50);

-- S14: deletions and moves to another scope; kept 180 days.
create table tombstone (
  scope text not null,
  rev bigint not null,
  entity text not null,
  id text not null,
  at timestamptz not null default now(),
  primary key (scope, rev, entity, id)
);
create index tombstone_at on tombstone (at);

-- ---------------------------------------------------------------- accounts
create table member (
  id uuid primary key,
  name text not null check (length(name) <= 60),
  email text not null,
  email_confirmed_at timestamptz,
  bio text not null default '',
  place text not null default '',
  avatar text,
  visibility jsonb not null default '{"name":"private","bio":"private","place":"private","avatar":"private"}',
  roles text[] not null default '{}',
  status text not null default 'active' check (status in ('active', 'banned', 'closed')),
  status_reason text,
  created_at timestamptz not null default now(),
  rev bigint not null
) with (fillfactor = 70);
create unique index member_email on member (lower(email)) where status <> 'closed';

create table credential (
  member uuid primary key references member,
  password_hash text not null,
  changed_at timestamptz not null default now()
);

create table preferences (
  member uuid primary key references member,
  value jsonb not null default '{}',
  rev bigint not null
);

-- `quiet_at`: end of the last exchange after which this device had nothing left to send (R5).
create table device (
  member uuid not null references member,
  id uuid not null,
  registered_at timestamptz not null default now(),
  quiet_at timestamptz not null default now(),
  agent text not null default '',
  primary key (member, id)
) with (fillfactor = 70);

-- Only hashes are kept. The next token is derived from the presented one and `pepper`, so a lost answer repeats itself
-- instead of signing anyone out (S21).
create table session (
  id uuid primary key,
  member uuid not null references member,
  device uuid not null,
  pepper bytea not null,
  current_hash bytea not null,
  previous_hash bytea,
  generation int not null default 1,
  created_at timestamptz not null default now(),
  used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  agent text not null default '',
  address text not null default ''
) with (fillfactor = 70);
create index session_member on session (member) where ended_at is null;

create table signing_key (
  kid text primary key,
  secret bytea not null,
  created_at timestamptz not null default now(),
  -- null: the one that signs. Set: verifies until then.
  retires_at timestamptz
);

create table email_code (
  id uuid primary key,
  email text not null,
  purpose text not null check (purpose in ('sign_up', 'reset', 'sign_up_token')),
  code_hash bytea not null,
  tries int not null default 0,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index email_code_email on email_code (email, purpose, created_at);

create table sign_in_failure (
  account text not null,
  at timestamptz not null default now(),
  address text not null default ''
);
create index sign_in_failure_account on sign_in_failure (account, at);

-- ---------------------------------------------------------------- platform
-- Transactional outbox of domain events; consumers claim rows FOR UPDATE SKIP LOCKED.
create table domain_event (
  id bigint generated always as identity primary key,
  name text not null,
  subject uuid,
  payload jsonb not null default '{}',
  at timestamptz not null default now(),
  tries int not null default 0,
  next_at timestamptz not null default now(),
  last_error text
);
create index domain_event_next on domain_event (next_at, id);

create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor uuid,
  address text not null default '',
  agent text not null default '',
  action text not null,
  subject text not null default '',
  detail jsonb not null default '{}'
);

-- ---------------------------------------------------------------- sync
-- S7: the permanent record of a verdict. `code` null: applied, `detail` its notes; else rejected with `detail` as params.
-- `revs` null: only the member's own scope, at `rev`.
create table receipt (
  member uuid not null,
  key uuid not null,
  hash bytea not null,
  name text not null,
  code text,
  detail jsonb,
  revs jsonb,
  device uuid,
  seq bigint,
  made_at timestamptz,
  rev bigint not null,
  at timestamptz not null default now(),
  primary key (member, key)
);
create index receipt_rev on receipt (member, rev, key);

-- ---------------------------------------------------------------- communities
create table community (
  id uuid primary key,
  scope text not null,
  slug text not null unique,
  name text not null,
  summary text not null default '',
  visibility text not null default 'public' check (visibility in ('public', 'private')),
  source text,
  created_at timestamptz not null default now(),
  rev bigint not null,
  check (scope = case visibility when 'public' then 'public' else 'community:' || id::text end)
);
create index community_scope on community (scope, rev, id);

create table membership (
  member uuid not null references member,
  community uuid not null references community,
  role text not null default 'member' check (role in ('member', 'animator')),
  joined_at timestamptz not null default now(),
  rev bigint not null,
  primary key (member, community)
);
create index membership_community on membership (community);

-- ---------------------------------------------------------------- projects
create table project (
  id uuid primary key,
  scope text not null,
  community uuid not null references community,
  title text not null check (length(title) between 1 and 1000),
  summary text not null default '',
  category text not null default '',
  place text not null default '',
  cost_cents bigint check (cost_cents >= 0),
  cost_currency text,
  picture text,
  status text not null check (status in ('proposed', 'published', 'withdrawn', 'declined')),
  author uuid,
  source text,
  extra jsonb,
  created_at timestamptz not null default now(),
  rev bigint not null,
  check (scope = case when status in ('proposed', 'declined') then 'member:' || author::text else 'community:' || community::text end)
) with (fillfactor = 80);
create index project_scope on project (scope, rev, id);
create index project_community on project (community, status);
create unique index project_source on project (source) where source is not null;

create table project_text (
  id uuid primary key references project,
  scope text not null,
  text text not null,
  rev bigint not null
);
create index project_text_scope on project_text (scope, rev, id);

create table project_tally (
  id uuid primary key references project,
  scope text not null,
  score bigint not null default 0,
  supporters bigint not null default 0,
  rev bigint not null
) with (fillfactor = 50);
create index project_tally_scope on project_tally (scope, rev, id);
create index project_tally_score on project_tally (score desc, id);

-- S17: appended by settlements, drained by the combiner.
create table project_delta (
  id bigint generated always as identity primary key,
  member uuid not null,
  project uuid not null,
  grains bigint not null,
  supporters int not null
);

-- ---------------------------------------------------------------- SAKA
create table cycle (
  id uuid primary key,
  scope text not null default 'public' check (scope = 'public'),
  name text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  active boolean not null default false,
  rev bigint not null
);
create unique index cycle_one_active on cycle (active) where active;

create table silo (
  id uuid primary key,
  scope text not null default 'public' check (scope = 'public'),
  balance bigint not null default 0 check (balance >= 0),
  rev bigint not null
) with (fillfactor = 50);

-- R3: never negative, by the database. Totals equal the ledger.
create table wallet (
  member uuid primary key,
  balance bigint not null default 0 check (balance >= 0),
  harvested bigint not null default 0,
  planted bigint not null default 0,
  composted bigint not null default 0,
  redistributed bigint not null default 0,
  adjusted bigint not null default 0,
  last_activity timestamptz not null default now(),
  last_compost timestamptz,
  rev bigint not null
) with (fillfactor = 50);

-- R2, R4: double-entry and append-only. Every movement has exactly one wallet on one side, so the row is the member's.
-- `member` is pseudonymous: closing an account erases the person and leaves the sums (R13).
create table transfer (
  member uuid not null,
  rev bigint not null,
  id uuid not null default gen_random_uuid(),
  from_account account_kind not null,
  to_account account_kind not null,
  amount bigint not null,
  reason transfer_reason not null,
  key uuid,
  actor uuid,
  project uuid,
  poll uuid,
  story uuid,
  cycle uuid,
  at timestamptz not null default now(),
  -- Its accounts are checked by the trigger that moves the balances (ledger.sql): a CHECK is parsed anew by every statement.
  primary key (member, rev, id)
);

-- A member's running total on one project.
create table support (
  member uuid not null,
  project uuid not null,
  grains bigint not null check (grains > 0),
  rev bigint not null,
  primary key (member, project)
) with (fillfactor = 70);

-- R5: a subject is harvested once per member; how many a UTC day have been.
create table harvest_once (
  member uuid not null,
  reason transfer_reason not null,
  subject uuid not null,
  primary key (member, reason, subject)
);
create table harvest_day (
  member uuid not null,
  reason transfer_reason not null,
  day date not null,
  n int not null,
  primary key (member, reason, day)
) with (fillfactor = 70);

-- ---------------------------------------------------------------- polls
create table poll (
  id uuid primary key,
  scope text not null,
  community uuid references community,
  project uuid references project,
  title text not null check (length(title) between 1 and 1000),
  text text not null default '',
  method jsonb not null,
  options jsonb not null,
  state text not null check (state in ('draft', 'open', 'closed', 'cancelled')),
  open_to_all boolean not null default false,
  quorum int check (quorum > 0),
  opens_at timestamptz,
  closes_at timestamptz not null,
  result jsonb,
  author uuid,
  source text,
  extra jsonb,
  created_at timestamptz not null default now(),
  rev bigint not null,
  check (scope = case when state = 'draft' then 'member:' || author::text
    else 'polls:' || case when community is null then 'public' else 'community:' || community::text end end)
);
create index poll_scope on poll (scope, rev, id);
create index poll_closing on poll (closes_at) where state = 'open';
create unique index poll_source on poll (source) where source is not null;

create table poll_tally (
  id uuid primary key references poll,
  scope text not null,
  ballots bigint not null default 0,
  rev bigint not null
) with (fillfactor = 50);
create index poll_tally_scope on poll_tally (scope, rev, id);

create table poll_delta (
  id bigint generated always as identity primary key,
  member uuid not null,
  poll uuid not null,
  ballots int not null
);

-- P2: one ballot per member and poll. `cycle`: the season its grains were spent in (R11).
create table ballot (
  poll uuid not null references poll,
  member uuid not null,
  content jsonb not null,
  grains bigint not null default 0 check (grains >= 0),
  cycle uuid,
  cast_at timestamptz not null default now(),
  rev bigint not null,
  primary key (poll, member)
) with (fillfactor = 70);
create index ballot_member on ballot (member, poll);

-- Ballots of an imported poll belong to no member: poll plus the file's own voter id.
create table imported_ballot (
  poll uuid not null references poll,
  voter text not null,
  content jsonb not null,
  extra jsonb,
  primary key (poll, voter)
);

-- ---------------------------------------------------------------- reading
create table story (
  id uuid primary key,
  scope text not null default 'public' check (scope = 'public'),
  title text not null,
  language text not null,
  authors text not null,
  licence text not null,
  source text,
  import_key text unique,
  words int not null,
  pages int not null,
  bytes int not null,
  created_at timestamptz not null default now(),
  rev bigint not null
);
create index story_scope on story (scope, rev, id);
create table story_text (
  id uuid primary key references story,
  pages jsonb not null
);

create table reading_item (
  member uuid not null,
  id uuid not null,
  story uuid references story,
  url text,
  title text not null,
  site text not null default '',
  licence text not null default '',
  words int not null default 0,
  bytes int not null default 0,
  state text not null check (state in ('fetching', 'ready', 'failed')),
  error text,
  added_at timestamptz not null default now(),
  finished_at timestamptz,
  rev bigint not null,
  primary key (member, id),
  check ((story is null) <> (url is null))
);
create table reading_text (
  member uuid not null,
  id uuid not null,
  pages jsonb not null,
  primary key (member, id)
);

-- S27: one row per (member, text, device); id is `<text>:<device>`.
create table position (
  member uuid not null,
  id text not null,
  text uuid not null,
  device uuid not null,
  at int not null check (at between 0 and 10000),
  page int not null,
  seq bigint not null,
  updated_at timestamptz not null default now(),
  rev bigint not null,
  primary key (member, id)
) with (fillfactor = 70);

create table read_mark (
  member uuid not null,
  story uuid not null,
  grains int not null default 0,
  at timestamptz not null default now(),
  rev bigint not null,
  primary key (member, story)
);

-- ---------------------------------------------------------------- what settlement functions take and give
-- `refuse`: judged before it came here (bad arguments, a flag that is off): {code, params}.
create type act as (n int, key uuid, seq bigint, name text, args jsonb, made_at timestamptz, hash bytea, convergent boolean, refuse jsonb);
-- `code` null: applied, `detail` its notes (null: none); else rejected, `detail` its params.
create type verdict as (code text, detail jsonb);
