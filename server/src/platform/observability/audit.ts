/** The audit log: every change of a role or of other people's content, with actor, time, address and agent. */
import type { Queryable } from '../database/database.ts';

/** Who acted, and from where. `actor` null: an operator at the command line, or a job. */
export interface Actor {
  actor: string | null;
  address: string;
  agent: string;
}
/** Address and browser of a request, for the audit log. */
export const originOf = (request: {
  ip: string;
  headers: { 'user-agent'?: string | undefined };
}): Pick<Actor, 'address' | 'agent'> => ({ address: request.ip, agent: request.headers['user-agent'] ?? '' });
export const OPERATOR: Actor = { actor: null, address: '', agent: 'egoejo command' };

/** Records one act in the caller's transaction. `detail` holds no secret. */
export async function audit(
  tx: Queryable,
  who: Actor,
  action: string,
  subject: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await tx.query(
    'insert into audit_log (actor, address, agent, action, subject, detail) values ($1, $2, $3, $4, $5, $6::jsonb)',
    [who.actor, who.address.slice(0, 100), who.agent.slice(0, 300), action, subject, JSON.stringify(detail)],
  );
}
