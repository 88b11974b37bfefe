-- The notifications about something that moderators hide, or show again, go to the devices anew.
create index notification_poll on notification (poll) where poll is not null;
create index notification_project on notification (project) where project is not null;
create index notification_comment on notification (comment) where comment is not null;
