-- How a member is told things: one row for all topics, mails and quiet hours. It replaces the choices of mails.
create table channels (
  member uuid primary key,
  value jsonb not null default '{}',
  rev bigint not null
);
insert into channels (member, value, rev)
  select m.member, jsonb_object_agg(m.kind, m.wanted), greatest(1, coalesce(max(c.rev), 1))
    from mail_choice m left join member_counter c using (member) group by m.member;
drop table mail_choice;

-- Until when the mails of the day have told a member's notifications.
create table digest (
  member uuid primary key,
  until timestamptz not null
);

-- Where a device gets messages (Web Push). It belongs to a session and ends with it (server/src/channels/push.sql).
create table push_subscription (
  session uuid primary key references session on delete cascade,
  member uuid not null,
  endpoint text not null check (length(endpoint) between 1 and 1000),
  p256dh text not null check (length(p256dh) <= 200),
  auth text not null check (length(auth) <= 100),
  -- The highest rev among the notifications it was told.
  told_rev bigint not null,
  -- When it is due; null: nothing is to be told.
  due_at timestamptz,
  -- Goes up with each notification, so that one that comes while another is sent is not lost.
  turn bigint not null default 0,
  tries int not null default 0,
  created_at timestamptz not null default now()
);
create index push_subscription_member on push_subscription (member);
create index push_subscription_due on push_subscription (due_at) where due_at is not null;
