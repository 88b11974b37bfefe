-- Whether something shows the photo of that name: it is made of the picture, so two features may have the same.
create or replace function photo_shown(p_name text) returns boolean
language sql stable as $$
  select exists (select from project_picture where name = p_name)
    or exists (select from work where cover = p_name)
    or exists (select from message_file where picture = p_name)
    or exists (select from track where cover = p_name)
    or exists (select from show where cover = p_name)
    or exists (select from manuscript_file where facts #>> '{cover,cover}' = p_name);
$$;
