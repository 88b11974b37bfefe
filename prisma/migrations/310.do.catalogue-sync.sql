-- Works are rows that devices hold: those of everybody in the scope `catalogue`, those of a community in its scope.
insert into scope_counter (scope) values ('catalogue') on conflict do nothing;
alter table work add column scope text;
alter table work add column rev bigint;
update work set scope = case when community is null then 'catalogue' else 'community:' || community::text end;
-- A new database has no works yet, and not the function that numbers them either.
do $$ begin
  if exists (select from work) then
    perform bump_scopes((select array_agg(distinct scope) from work));
    update work w set rev = c.rev from scope_counter c where c.scope = w.scope;
  end if;
end $$;
alter table work alter column scope set not null;
alter table work alter column rev set not null;
alter table work add constraint work_scope_check check (scope = case
  when community is null then 'catalogue' else 'community:' || community::text end);
create index work_scope on work (scope, rev, id);
