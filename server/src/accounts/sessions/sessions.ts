/**
 * Sessions and their refresh tokens (S21). A token is `<session>.<secret>`; the next secret is HMAC(pepper, presented
 * secret), so a rotation whose answer was lost can be repeated: the previous token yields the current one again. If a
 * token two or more generations old is presented, someone else has used the session since, so the session ends. The
 * database stores only hashes of tokens.
 */
import { randomBytes } from 'node:crypto';
import { newId, type DeviceId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Database, Queryable } from '../../platform/database/database.ts';
import { digest, follow, same, split, isAncestor, type SessionRow } from './refresh-tokens.ts';
import { endSessions } from './end-sessions.ts';

interface SessionIdentity {
  sid: string;
  member: MemberId;
  device: DeviceId;
}
export interface OpenSession extends SessionIdentity {
  refreshToken: string;
}
type Rotation = OpenSession | { ended: 'reused' | 'unknown' };

/**
 * A token younger than this is returned unchanged, in seconds. Browsers write cookies to disk every half minute; a
 * killed browser restarts with the cookie on disk, which must still be the current or the previous token.
 */
const REST_S = 60;

/** Where a session was opened from, for the member's list of sessions. */
export interface Origin {
  agent: string;
  address: string;
}

/** Opens a session of `days` for a device, inside the caller's transaction. */
export async function openSession(
  tx: Queryable,
  member: MemberId,
  device: DeviceId,
  days: number,
  from: Origin,
): Promise<OpenSession> {
  const sid = newId();
  const secret = randomBytes(32).toString('base64url');
  await tx.query(
    `insert into session (id, member, device, pepper, current_hash, expires_at, agent, address)
     values ($1, $2, $3, $4, $5, now() + make_interval(days => $6), $7, $8)`,
    [sid, member, device, randomBytes(32), digest(secret), days, from.agent.slice(0, 300), from.address],
  );
  return { sid, member, device, refreshToken: `${sid}.${secret}` };
}

const LIVE = `select s.id, s.member, s.device, s.pepper, s.current_hash, s.previous_hash, s.generation,
    s.used_at <= now() - make_interval(secs => ${REST_S}) as rested
  from session s join member m on m.id = s.member
  where s.id = $1 and s.ended_at is null and s.expires_at > now() and m.status = 'active'`;

/** The session of a valid token, current or previous, without rotating it: for calls that only read. */
export async function peekSession(q: Queryable, token: string): Promise<SessionIdentity | null> {
  const parts = split(token);
  if (!parts) return null;
  const [row] = await q.query<SessionRow>(LIVE, [parts.sid]);
  const hash = digest(parts.secret);
  return row && (same(hash, row.current_hash) || same(hash, row.previous_hash))
    ? { sid: row.id, member: row.member, device: row.device }
    : null;
}

/**
 * Exchanges a refresh token for the current one, or for a new one if the current one is at least a minute old; extends
 * the session to `days` from now.
 */
export async function rotateSession(db: Database, token: string, days: number): Promise<Rotation> {
  const parts = split(token);
  if (!parts) return { ended: 'unknown' };
  const { sid, secret } = parts;
  return db.transaction(async (tx): Promise<Rotation> => {
    const [row] = await tx.query<SessionRow>(`${LIVE} for update of s`, [sid]);
    if (!row) return { ended: 'unknown' };
    const hash = digest(secret);
    const next = follow(row.pepper, secret);
    const rotated: OpenSession = {
      sid: row.id,
      member: row.member,
      device: row.device,
      refreshToken: `${row.id}.${next}`,
    };
    if (same(hash, row.current_hash)) {
      if (!row.rested) return { ...rotated, refreshToken: token };
      await tx.query(
        `update session set current_hash = $2, previous_hash = $3, generation = generation + 1, used_at = now(),
          expires_at = now() + make_interval(days => $4)
         where id = $1`,
        [row.id, digest(next), hash, days],
      );
      return rotated;
    }
    if (same(hash, row.previous_hash)) return rotated;
    if (!isAncestor(row, secret)) return { ended: 'unknown' };
    await endSessions(tx, row.member, 'reused', row.id);
    return { ended: 'reused' };
  });
}

/**
 * Ends the session that a new sign-in of the same member replaces in its browser: no cookie refers to it any more, so
 * the member could not sign out of it. @param token the refresh token that the browser had before.
 */
export async function endReplaced(tx: Queryable, token: string | undefined, opened: SessionIdentity): Promise<void> {
  const replaced = token === undefined ? null : await peekSession(tx, token);
  if (replaced?.member === opened.member) await endSessions(tx, replaced.member, 'signed_out', replaced.sid);
}
