-- Places of KOReader and of readers that speak its protocol (B9).

-- KOReader sends the MD5 of the password instead of the password. Kept are the SHA-256 of that MD5: with the hyphens of
-- the password, and without. A password that was made before has none, and opens the catalogue alone.
alter table reader_token add column keys bytea[] not null default '{}';
create index reader_token_keys on reader_token using gin (keys);

-- KOReader's name of the file: the MD5 of samples of it. Null: not computed yet; a job does that.
alter table edition add column partial_md5 text check (partial_md5 ~ '^[0-9a-f]{32}$');
create index edition_partial_md5 on edition (partial_md5);

-- The latest place of each document, as it came, so that reading apps of a member agree with one another.
create table kosync_place (
  member uuid not null,
  document text not null check (document ~ '^[A-Za-z0-9_]{1,64}$'),
  progress text not null check (length(progress) <= 500),
  percentage double precision not null check (percentage between 0 and 1),
  device text not null check (length(device) <= 100),
  device_id text check (length(device_id) <= 100),
  at timestamptz not null default now(),
  primary key (member, document)
);
create index kosync_place_latest on kosync_place (member, at);
