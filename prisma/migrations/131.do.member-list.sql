-- Administration lists members newest first, a page at a time, however many there are (server/src/administration/members.ts).
create index member_listed on member (created_at desc, id desc) where status <> 'closed';
