-- Listeners that have run for an event, so that one that fails does not run the others again.
alter table domain_event add column done text[] not null default '{}';
