import { expect, it } from 'vitest';
import { plansOf } from '../../testing/database/plans.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { addMember } from '../../testing/world.ts';
import type { Database } from '../../platform/database/database.ts';
import { endSessions } from './end-sessions.ts';
import { openSession, peekSession, rotateSession, type OpenSession } from './sessions.ts';

const from = { agent: 'a test', address: '' };
async function open(db: Database): Promise<OpenSession> {
  const { id, device } = await addMember(db);
  return openSession(db, id, device, 90, from);
}
/** Makes the session's current token a minute older. */
const rest = (db: Database): Promise<unknown> => db.query(`update session set used_at = used_at - interval '1 minute'`);
/** Rotates the token after a minute. */
async function rotated(db: Database, token: string): Promise<string> {
  await rest(db);
  return again(db, token);
}
async function again(db: Database, token: string): Promise<string> {
  const r = await rotateSession(db, token, 90);
  if ('ended' in r) throw new Error(`ended: ${r.ended}`);
  return r.refreshToken;
}
const ended = async (db: Database, { sid }: OpenSession): Promise<string | null> =>
  (await db.query<{ reason: string | null }>('select end_reason as reason from session where id = $1', [sid]))[0]
    ?.reason ?? null;

eachDatabase('refresh tokens', (database) => {
  it('S21: each use returns a new token; the old one stays valid until the new one is used', async () => {
    const db = database();
    const session = await open(db);
    const second = await rotated(db, session.refreshToken);
    expect(second).not.toBe(session.refreshToken);
    // Simulate lost answers: the same token gets the same answer every time.
    expect(await rotated(db, session.refreshToken)).toBe(second);
    expect(await rotated(db, session.refreshToken)).toBe(second);
    const third = await rotated(db, second);
    expect(await rotated(db, second)).toBe(third);
    expect(await ended(db, session)).toBeNull();
  });

  it('S21: a token younger than a minute is returned again: a browser killed before it stored the new cookie stays signed in', async () => {
    const db = database();
    const session = await open(db);
    expect(await again(db, session.refreshToken)).toBe(session.refreshToken);
    const second = await rotated(db, session.refreshToken);
    // Several pages and the worker refresh within the same half minute; then the browser is killed and restarts with an
    // older cookie.
    for (let i = 0; i < 3; i++) expect(await again(db, second)).toBe(second);
    expect(await again(db, session.refreshToken)).toBe(second);
    expect(await ended(db, session)).toBeNull();
  });

  it('S21: two simultaneous requests with one token get the same new one', async () => {
    const db = database();
    const session = await open(db);
    const ten = Array.from({ length: 10 });
    await rest(db);
    // Open the connections first, so that the ten calls really run concurrently.
    await Promise.all(ten.map(() => db.transaction((tx) => tx.query('select 1'))));
    const all = await Promise.all(ten.map(() => again(db, session.refreshToken)));
    expect(new Set(all).size).toBe(1);
    expect(await db.query('select generation from session where id = $1', [session.sid])).toEqual([{ generation: 2 }]);
  });

  it('S21: reuse of a token two generations old ends that session and no other', async () => {
    const db = database();
    const session = await open(db);
    const other = await openSession(db, session.member, session.device, 90, from);
    const second = await rotated(db, session.refreshToken);
    const third = await rotated(db, second);
    expect(await rotateSession(db, session.refreshToken, 90)).toEqual({ ended: 'reused' });
    expect(await ended(db, session)).toBe('reused');
    expect(await rotateSession(db, third, 90)).toEqual({ ended: 'unknown' });
    expect(await ended(db, other)).toBeNull();
    expect(await rotated(db, other.refreshToken)).toBeTruthy();
  });

  it('an invented token is refused and ends no session', async () => {
    const db = database();
    const session = await open(db);
    for (const token of [`${session.sid}.made-up`, session.sid, '', 'x.y', `${session.sid}.${session.refreshToken}`]) {
      expect(await rotateSession(db, token, 90)).toEqual({ ended: 'unknown' });
      expect(await peekSession(db, token)).toBeNull();
    }
    expect(await ended(db, session)).toBeNull();
    expect(await rotated(db, session.refreshToken)).toBeTruthy();
  });

  it('peeking accepts the current and the previous token without rotating, but no older one', async () => {
    const db = database();
    const session = await open(db);
    const second = await rotated(db, session.refreshToken);
    expect(await peekSession(db, session.refreshToken)).toEqual({
      sid: session.sid,
      member: session.member,
      device: session.device,
    });
    const third = await rotated(db, second);
    expect(await peekSession(db, session.refreshToken)).toBeNull();
    expect(await rotated(db, second)).toBe(third);
  });

  it('are not stored in clear, and are refused once ended, expired or banned', async () => {
    const db = database();
    const session = await open(db);
    const [row] = await db.query<{ row: string }>('select to_jsonb(s)::text as row from session s where id = $1', [
      session.sid,
    ]);
    expect(row?.row).not.toContain(session.refreshToken.split('.')[1]);

    await db.query(`update session set expires_at = now() - interval '1 second' where id = $1`, [session.sid]);
    expect(await rotateSession(db, session.refreshToken, 90)).toEqual({ ended: 'unknown' });

    const banned = await open(db);
    await db.query(`update member set status = 'banned' where id = $1`, [banned.member]);
    expect(await rotateSession(db, banned.refreshToken, 90)).toEqual({ ended: 'unknown' });

    const out = await open(db);
    await endSessions(db, out.member, 'signed_out', out.sid);
    expect(await rotateSession(db, out.refreshToken, 90)).toEqual({ ended: 'unknown' });
  });

  it('are looked up by primary key; a malformed one causes no query', async () => {
    const db = database();
    const { sid, refreshToken, member } = await open(db);
    await db.query(
      `insert into session (id, member, device, pepper, current_hash, expires_at, agent, address)
       select gen_random_uuid(), member, device, pepper, current_hash, expires_at, agent, address
         from session, generate_series(1, 1000) where id = $1`,
      [sid],
    );
    await db.query('analyze session');
    let known: unknown;
    const plans = await plansOf(db, async (q) => (known = await peekSession(q, refreshToken)));
    expect(known).toMatchObject({ member });
    expect(plans.join()).toContain('session_pkey');
    expect(plans.join()).not.toContain('Seq Scan');
    for (const token of ['', 'nonsense', 'nonsense.secret', `${sid}x.y`, "' or true --.x"]) {
      expect(await plansOf(db, async (q) => (known = await peekSession(q, token))), token).toEqual([]);
      expect([known, await rotateSession(db, token, 90)]).toEqual([null, { ended: 'unknown' }]);
    }
  });
});
