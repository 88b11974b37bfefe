-- What each member may hear next (L8): one short list a member, in their scope, written by a job.
create table track_recommendation (
  member uuid primary key,
  items jsonb not null,
  computed_at timestamptz not null default now(),
  rev bigint not null
);

-- What everybody hears most lately, for those who have no list: a row a language of the interface.
create table track_trend (
  id uuid primary key default gen_random_uuid(),
  language text not null unique,
  scope text not null default 'catalogue',
  tracks uuid[] not null,
  rev bigint not null
);
create index track_trend_scope on track_trend (scope, rev, id);

-- Tracks like a track, the nearest first: [{"track": id, "reason": …}].
create table similar_track (
  track uuid primary key references track on delete cascade,
  items jsonb not null
);

-- A track may be unwanted, too.
alter table unwanted drop constraint unwanted_work_fkey;

-- The lists of works and those of tracks are computed each by itself.
alter table recommendation_run add column kind text not null default 'works';
alter table recommendation_run drop column id;
alter table recommendation_run add primary key (kind);
