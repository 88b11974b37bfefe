-- T5: the highest number of a message that a room erased because it was old. Later messages get higher numbers.
create table room_erased (
  room uuid primary key references room,
  no int not null check (no > 0)
);
