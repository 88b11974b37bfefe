-- When a server began to check the complete file: until it is done, or gave up, no other server begins the same work.
alter table upload add column claimed_at timestamptz;
