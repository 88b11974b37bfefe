-- P6: the rule that decides ties is among what is frozen when a poll opens. A trigger writes its name (polls/settle.sql). Null: an imported
-- poll, which has the rule of its file, or one opened before this migration, which has the first rule of its method.
alter table poll add column ties text;
