-- The place of a member in a book; null in other texts.
alter table position add column cfi text check (length(cfi) <= 500);

-- Marks in books (B8). A removed one stays for half a year: a note that was written elsewhere brings it back.
create table book_mark (
  member uuid not null,
  id uuid not null,
  book uuid not null,
  kind text not null check (kind in ('bookmark', 'highlight')),
  cfi text not null check (length(cfi) <= 500),
  at int not null check (at between 0 and 10000),
  text text not null check (length(text) <= 1000),
  before text not null check (length(before) <= 32),
  after text not null check (length(after) <= 32),
  colour text not null check (colour in ('yellow', 'green', 'blue', 'pink')),
  -- [{id, text}]: more than one where devices changed the note apart from each other.
  notes jsonb not null default '[]' check (jsonb_array_length(notes) <= 8),
  -- The texts of the note that who removed the mark had seen, by id; null: nobody removed it. The mark is away while
  -- its note has no other text, since when `removed_at` says.
  removed_over jsonb,
  removed_at timestamptz check (removed_at is null or removed_over is not null),
  -- When the colour was chosen, by the device's clock within what the server knows, and on which device.
  coloured_at timestamptz not null,
  coloured_by uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null default now(),
  rev bigint not null,
  primary key (member, id)
);
create index book_mark_book on book_mark (member, book);
create index book_mark_removed on book_mark (member, removed_at) where removed_at is not null;

-- What a member read of a book on a day (B10): few numbers, synced to their devices.
create table book_day (
  member uuid not null,
  id text not null,
  book uuid not null,
  day date not null,
  seconds int not null check (seconds >= 0),
  words int not null check (words >= 0),
  pages int not null check (pages >= 0),
  furthest int not null check (furthest between 0 and 10000),
  rev bigint not null,
  primary key (member, id)
);

-- The seconds of reading that were counted lately: together they fit into the time that passed (R5).
create table book_time (
  member uuid not null,
  key uuid not null,
  since timestamptz not null,
  seconds int not null check (seconds > 0),
  at timestamptz not null default now(),
  primary key (member, key)
);
create index book_time_at on book_time (member, at);
