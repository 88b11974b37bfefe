-- Passwords for reading apps on other devices, one for each member. It opens the catalogue and files of books, and
-- nothing else. Only a hash of it is kept.
create table reader_token (
  member uuid primary key,
  hash bytea not null unique,
  made_at timestamptz not null default now()
);
