/** The audit log, newest first. */
import type { Queryable } from '../platform/database.ts';

export interface LogLine {
  id: number;
  at: string;
  /** null: an operator at the command line, or a job. */
  actor: string | null;
  actorName: string | null;
  address: string;
  agent: string;
  action: string;
  subject: string;
  /** Of a member or of a partner token. */
  subjectName: string | null;
  detail: Record<string, unknown>;
}
const PAGE = 50;

/** @param search a part of the action, the subject, the actor's id, or of what is written there. @param before only older lines. */
export const readLog = (q: Queryable, search: string, before: number | null): Promise<LogLine[]> =>
  q.query<LogLine>(
    `select l.id, iso(l.at) as at, l.actor, a.name as "actorName", l.address, l.agent, l.action, l.subject, coalesce(s.name, p.name) as "subjectName", l.detail
     from audit_log l left join member a on a.id = l.actor left join member s on s.id::text = l.subject left join partner_token p on p.id::text = l.subject
     where ($2::bigint is null or l.id < $2::bigint) and ($1 = '' or plain(l.action || ' ' || l.subject || ' ' || coalesce(l.actor::text, '') || ' ' || l.detail::text || ' ' || coalesce(a.name, '') || ' ' || coalesce(s.name, p.name, '')) like '%' || plain($1) || '%')
     order by l.id desc limit ${PAGE}`,
    [search.replace(/[\\%_]/g, '\\$&'), before],
  );
