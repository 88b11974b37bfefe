-- T5, T6: members mute rooms and block others, and are told of what is said to them in rooms.
alter table room_member add column muted bool not null default false;

-- Whom a member blocked, with the name that they saw. No foreign keys: when an account is closed, the rows in which it
-- blocks or is blocked are deleted.
create table blocked_member (
  member uuid not null,
  id uuid not null,
  name text not null,
  since timestamptz not null default now(),
  rev bigint not null,
  primary key (member, id),
  check (member <> id)
);
create index blocked_member_id on blocked_member (id);

-- The message that the notification is about; `subject` is then its room. No foreign key, as for the other columns.
alter table notification add column message uuid;
create index notification_message on notification (message) where message is not null;
