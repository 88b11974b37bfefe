-- Proposals that wait are told to those who decide, also those that waited before this was so.
insert into domain_event (name, subject) select 'project.waiting', id from project where status = 'proposed';
