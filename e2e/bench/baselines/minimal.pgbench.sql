\set m random(1, 100000)
\set p random(1, :projects)
with r as (insert into min_receipt values (min_id('1', :m), gen_random_uuid()) returning member),
     w as (update min_wallet set balance = balance - 10 where member = (select member from r) and balance >= 10
       returning member)
update min_project set score = score + 10 where id = min_id('0', :p) and exists (select from w);
