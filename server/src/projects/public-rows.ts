/** The columns of a project that anyone may read. Only public communities, and no personal data (R13). */
import { COST } from './queries.ts';

/** The columns, of the tables in FROM. */
export const ROW =
  `t.id, t.community, t.title, t.summary, t.category, t.place, ${COST} as cost, t.picture, iso(t.created_at) as ` +
  '"createdAt", y.score, y.supporters';
/** All projects of public communities, with their tallies. */
export const FROM = `from project t join project_tally y on y.id = t.id
  join community c on c.id = t.community and c.visibility = 'public'`;
