-- Among projects with the same score the newer id comes first, as on devices, where an index is read backwards: a list
-- that a visitor saw before the sync keeps its order when the rows of the device replace it.
drop index project_tally_score;
create index project_tally_score on project_tally (score desc, id desc);
