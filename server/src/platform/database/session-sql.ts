/** The one condition under which a session is good; whoever asks may ask it in a statement of their own. */

/**
 * SQL that is true when this session is that of an active member and has not ended. The arguments are SQL expressions.
 */
export const sessionHoldsSql = (session: string, member: string): string =>
  `exists (select from session s join member m on m.id = s.member
    where s.id = ${session} and s.member = ${member} and s.ended_at is null and m.status = 'active')`;
