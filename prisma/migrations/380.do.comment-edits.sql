-- How often a comment was edited since `edits_since`, for the daily limit of its author. Edits before this are not counted.
alter table comment add column edits integer not null default 0;
alter table comment add column edits_since timestamptz;
create index comment_edits on comment (author, edits_since);
