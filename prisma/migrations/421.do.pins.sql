-- T2, T3: pinned messages, at most twenty of a room.
alter table message add column pinned_at timestamptz;
alter table message add constraint message_pinned_check check (pinned_at is null or state = 'shown');
create index message_pinned on message (room) where pinned_at is not null;
