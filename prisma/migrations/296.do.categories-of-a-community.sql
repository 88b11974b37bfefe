-- The categories that animators offer to those who propose projects; empty: those of the published projects.
alter table community add column categories text[] not null default '{}'
  check (cardinality(categories) <= 40);
