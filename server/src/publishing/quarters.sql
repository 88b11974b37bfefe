-- Notes each quarter of a published manuscript that the member has now passed, once (B15). `p_at`: null, or when it was
-- applied before a restore.
create or replace function quarters_tell(p_member uuid, p_work uuid, p_at timestamptz) returns void
language sql volatile as $$
  insert into quarter_read (member, work, quarter, at)
    select p_member, p_work, q, coalesce(p_at, now()) from book_quarters(p_member, p_work) q
      where exists (select from manuscript where id = p_work and published_at is not null)
    on conflict do nothing;
$$;
