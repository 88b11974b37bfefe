-- The cheapest possible implementation of "spend 10 grains once on a project", as the baseline of settlements.
create table min_receipt(member uuid, key uuid, primary key(member, key));
create table min_wallet(member uuid primary key, balance bigint not null check (balance >= 0)) with (fillfactor = 50);
create table min_project(id uuid primary key, score bigint not null default 0) with (fillfactor = 50);
create function min_id(prefix text, i int) returns uuid language sql immutable as
  $$ select (prefix || '0000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid $$;
insert into min_wallet select min_id('1', i), 1000000000 from generate_series(1, 100000) i;
insert into min_project select min_id('0', i), 0 from generate_series(1, 1000) i;
