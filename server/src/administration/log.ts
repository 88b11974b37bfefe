/** The audit log, newest first. */
import type { Queryable } from '../platform/database/database.ts';

export interface LogLine {
  id: number;
  at: string;
  /** Null: an operator at the command line, or a job. */
  actor: string | null;
  actorName: string | null;
  address: string;
  agent: string;
  action: string;
  subject: string;
  /** Name of the member, partner token, community, project, poll, concept or text that is the subject. */
  subjectName: string | null;
  detail: Record<string, unknown>;
}
const PAGE = 50;

const UUID = `'^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'`;
/** The subject of a line as a UUID; null if it is not one. */
const SUBJECT = `case when l.subject ~ ${UUID} then l.subject::uuid end`;
/** What can be a subject, with the column of its name. */
const NAMED = {
  member: 'name',
  partner_token: 'name',
  community: 'name',
  project: 'title',
  poll: 'title',
  concept: 'title',
  story: 'title',
};
/** The name of a line's subject; null if it has none, or is gone. */
const NAME = `coalesce(${Object.entries(NAMED)
  .map(([table, column]) => `(select nullif(${column}, '') from ${table} where id = l.named)`)
  .join(', ')})`;

/**
 * Reads the lines of the page first and then each name by its key, because there may be many more members than lines.
 * @param search a part of the action, of the subject, of the actor's id, or of the detail. @param before only
 * lines older than this id.
 */
export const readLog = (q: Queryable, search: string, before: number | null): Promise<LogLine[]> =>
  q.query<LogLine>(
    `select l.id, iso(l.at) as at, l.actor, a.name as "actorName", l.address, l.agent, l.action, l.subject,
      ${NAME} as "subjectName", l.detail
     from (
       select * from (select *, ${SUBJECT} as named from audit_log l) l
       where ($2::bigint is null or l.id < $2::bigint)
         and ($1 = '' or plain(concat_ws(' ', l.action, l.subject, l.actor, l.detail::text,
           (select name from member where id = l.actor), ${NAME})) like '%' || plain($1) || '%')
       order by l.id desc limit ${PAGE}
     ) l left join member a on a.id = l.actor
     order by l.id desc`,
    [search.replace(/[\\%_]/g, '\\$&'), before],
  );
