-- How the service did, by UTC day: counters that all servers add to about once a minute (server/src/platform/service-days.ts).
-- No row a request, and nobody is named.
create table service_day (
  day date not null,
  -- boost: settlements by bucket of time (server/src/platform/quantile.ts); error: answers with an error of ours, by where;
  -- refused: first verdicts that refuse, by client version and code.
  kind text not null check (kind in ('boost', 'error', 'refused')),
  bucket text not null,
  n bigint not null,
  primary key (day, kind, bucket)
);

-- Acts that a device put aside (S9) and told of; each once, however often it is told.
create table quarantined (
  member uuid not null,
  key uuid not null,
  code text not null,
  client text not null,
  at timestamptz not null default now(),
  primary key (member, key)
);
create index quarantined_at on quarantined (at);
