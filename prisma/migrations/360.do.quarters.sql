-- Which parts of a work a member passed by reading on a day, in ten-thousandths of it (B10): of the words that the
-- counted seconds allow. Of books that are only files, nothing is kept.
alter table book_day add column passed int4multirange not null default '{}';
