-- T1, T2: rooms of communities, direct conversations, and their messages. No foreign keys to members: closing an account
-- deletes theirs.
create table room (
  id uuid primary key,
  -- That of its community; of a direct conversation its own.
  scope text not null,
  -- Null: a direct conversation.
  community uuid references community,
  about_kind text check (about_kind in ('club', 'project', 'poll')),
  about uuid,
  author uuid,
  -- '' only for a direct conversation.
  title text not null check (length(title) <= 120),
  purpose text not null default '' check (length(purpose) <= 300),
  -- Counted from room_member, or from people.
  members int not null default 0,
  -- Of a direct conversation: who is in it. Each of them has a row of room_member, or an event that makes it.
  people uuid[] not null default '{}',
  closed bool not null default false,
  created_at timestamptz not null default now(),
  edits int not null default 0,
  edits_since timestamptz,
  rev bigint not null,
  check (num_nonnulls(about_kind, about) in (0, 2)),
  check (scope = case when community is null then 'room:' || id else 'community:' || community end),
  check (community is null or (title <> '' and people = '{}'))
);
create index room_scope on room (scope, rev, id);
create index room_author on room (author, created_at) where author is not null;
create index room_community on room (community) where community is not null;
create index room_people on room using gin (people) where community is null;

-- Who is in a room may see its scope.
create table room_member (
  member uuid not null,
  room uuid not null references room,
  since timestamptz not null default now(),
  read_to int not null default 0 check (read_to >= 0),
  rev bigint not null,
  primary key (member, room)
);
create index room_member_room on room_member (room);

create table message (
  id uuid primary key,
  scope text not null,
  room uuid not null references room,
  -- Its place in the room, from 1, without gaps: given while the room's counter is locked, so in the order of revs.
  no int not null check (no > 0),
  author uuid,
  name text check (name <> ''),
  text text not null check (length(text) <= 4000),
  reply_to uuid references message,
  mentions uuid[] not null default '{}',
  -- As on the wire: [{"of": "👍", "by": [members]}].
  reactions jsonb not null default '[]',
  state text not null default 'shown' check (state in ('shown', 'deleted', 'hidden')),
  written_at timestamptz not null,
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  edits int not null default 0,
  edits_since timestamptz,
  rev bigint not null,
  unique (room, no),
  check (scope = 'room:' || room),
  check (state <> 'deleted' or (author is null and name is null and text = '')),
  check (written_at <= created_at)
);
create index message_scope on message (scope, rev, id);
create index message_author on message (author, created_at) where author is not null;
create index message_edited on message (author, edits_since) where author is not null and edits > 0;
create index message_reply_to on message (reply_to) where reply_to is not null;
create index message_reactions on message using gin (reactions jsonb_path_ops) where reactions <> '[]';
