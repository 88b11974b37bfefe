-- Notifications of members. Everybody who is notified of the same event gets the same `id`; for an announcement it is
-- the announcement's id.
create table notification (
  member uuid not null,
  id uuid not null,
  kind text not null,
  project uuid,
  poll uuid,
  comment uuid,
  community uuid,
  title text not null default '',
  text text not null default '',
  created_at timestamptz not null default now(),
  read_at timestamptz,
  rev bigint not null,
  primary key (member, id)
);
create index notification_age on notification (member, created_at);

-- Announcements; their text is stored once, for all recipients. Without a community, the recipients are all members.
create table announcement (
  id uuid primary key,
  community uuid references community,
  title text not null check (length(title) between 1 and 120),
  text text not null check (length(text) between 1 and 2000),
  at timestamptz not null default now()
);
create index announcement_community on announcement (community);

-- When the last announcement to a community (by id; 'all': to all members) was made.
create table announced (
  place text primary key,
  at timestamptz not null
);
