-- The bytes of a chunk are in the store of media from now on (uploads/<upload>/<start>-<size>.bin), because a file may
-- have hundreds of megabytes. `bytes` has only the chunks that came before.
alter table upload_chunk add column size integer;
update upload_chunk set size = length(bytes);
alter table upload_chunk
  alter column size set not null,
  alter column bytes drop not null,
  add check (size > 0);
