/** An answer that is no 200. */
import type { Outcome } from './outcome.ts';

/** What its status and code mean for the next try. `sent`: how many acts it carried; `bare`: it carried no cursors. */
export function refused(
  reply: { status: number; code: string; at: string; retryAfterMs: number | null },
  sent: number,
  bare: boolean,
): Outcome {
  if (reply.code === 'sync.upgrade_required' || reply.status === 426) return { kind: 'paused', why: 'upgrade' };
  if (
    reply.status === 401 ||
    reply.status === 403 ||
    reply.code === 'sync.wrong_member' ||
    reply.code === 'sync.unknown_device'
  ) {
    return { kind: 'paused', why: 'auth' };
  }
  if (reply.code === 'sync.read_only') return { kind: 'read-only' };
  if (reply.status === 429 || (reply.status === 503 && reply.retryAfterMs !== null))
    return { kind: 'retry-after', floorMs: reply.retryAfterMs ?? 0 };
  const coded = reply.code !== '';
  if (coded && reply.status >= 400 && reply.status < 500) {
    return {
      kind: 'refused',
      sent,
      shape: `${reply.status} ${reply.code} ${reply.at}`,
      code: reply.code,
      bare,
      probe: 'untried',
    };
  }
  return { kind: 'no-answer', sent, floorMs: reply.retryAfterMs ?? 0, probe: 'untried', coded };
}
