-- What members are told of. `id` is the same for all who are told of the same event; an announcement's is its own.
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

-- The words of announcements, once for all who got them. Without a community: to all members.
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
