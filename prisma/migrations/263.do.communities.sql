-- Communities are made, edited and archived in the app. An archived community can be read and takes nothing new.
alter table community add column charter text not null default '';
alter table community add column archived_at timestamptz;

-- The key of a community's invitation poster: whoever has it may join, a private community too. Only animators see it;
-- it is in no scope and no backup of devices, and a new one ends the old one.
create table community_key (
  community uuid primary key references community,
  key text not null unique,
  made_at timestamptz not null default now()
);
