-- S12: a tally whose rev is lowered by hand never reaches a device again, and no other row says so. `digest` is a digest of the tally with
-- its rev, written by a trigger (sync/stamping.sql); null for tallies that nothing has changed since this migration.
alter table project_tally add column digest bytea;
alter table poll_tally add column digest bytea;
