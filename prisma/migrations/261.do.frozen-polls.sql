-- P1: what a poll asks is frozen when it opens. `frozen` is a digest of it, written by a trigger (polls/settle.sql); null for polls that were
-- opened before this migration.
alter table poll add column frozen bytea;
