-- T2: the file of a message: a picture, a voice note or another file. Its bytes come by an upload. Deleting the message
-- deletes the row, as closing the account of its author does.
create table message_file (
  id uuid primary key,
  scope text not null,
  room uuid not null references room,
  message uuid not null unique references message,
  -- That of the message.
  no int not null,
  author uuid not null,
  kind text not null check (kind in ('picture', 'voice', 'file')),
  state text not null default 'awaited' check (state in ('awaited', 'stored', 'refused')),
  code text,
  name text not null default '' check (length(name) <= 120),
  seconds int check (seconds between 1 and 600),
  bars int[] not null default '{}',
  -- The file of a voice note or another file under /media: it holds the id of this row, so that no two share one.
  key text unique,
  bytes int check (bytes > 0),
  -- Base name of the files of a picture under /media/pictures; a hash of their content.
  picture text check (picture ~ '^[0-9a-f]{32}$'),
  width int,
  height int,
  colour text check (colour ~ '^#[0-9a-f]{6}$'),
  created_at timestamptz not null default now(),
  rev bigint not null,
  check (scope = 'room:' || room),
  check ((kind = 'file') = (name <> '')),
  check ((kind = 'voice') = (seconds is not null)),
  check (kind = 'voice' or bars = '{}'),
  check ((state = 'refused') = (code is not null)),
  check ((state = 'stored' and kind = 'picture') = (picture is not null)),
  check ((state = 'stored' and kind <> 'picture') = (key is not null)),
  check (num_nonnulls(picture, width, height, colour) in (0, 4)),
  check (num_nonnulls(key, bytes) in (0, 2))
);
create index message_file_scope on message_file (scope, rev, id);
create index message_file_room on message_file (room, no);
create index message_file_author on message_file (author);
create index message_file_picture on message_file (picture) where picture is not null;
