/** Six-digit codes by mail, and the one-time token that a right sign-up code earns. Only hashes are kept. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { isId, newId } from '@egoejo/shared/platform/ids.ts';
import type { Database, Queryable } from '../platform/database.ts';

export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;
/** Codes of one purpose an address may be sent in an hour: nobody is flooded, and guessing has an end. */
const CODES_AN_HOUR = 5;
const TOKEN_MINUTES = 60;

export type Purpose = 'sign_up' | 'reset';
const hashOf = (id: string, secret: string): Buffer => createHash('sha256').update(`${id}:${secret}`).digest();

/** A new code for an address; null when it has had enough of them. Older ones of that purpose stop counting. */
export async function issueCode(db: Database, email: string, purpose: Purpose): Promise<string | null> {
  return db.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`email_code:${email}`]);
    const [row] = await tx.query<{ n: number }>(
      `select count(*) as n from email_code where email = $1 and purpose = $2 and created_at > now() - interval '1 hour'`, [email, purpose],
    );
    if ((row?.n ?? 0) >= CODES_AN_HOUR) return null;
    const id = newId();
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await tx.query('update email_code set used_at = now() where email = $1 and purpose = $2 and used_at is null', [email, purpose]);
    await tx.query(
      'insert into email_code (id, email, purpose, code_hash, expires_at) values ($1, $2, $3, $4, now() + make_interval(mins => $5))',
      [id, email, purpose, hashOf(id, code), CODE_MINUTES],
    );
    return code;
  });
}

/**
 * Uses a code up. False for a wrong, old or used one alike, and after five tries. The try is counted in the same statement that
 * reads the code, so that tries at the same instant count each.
 */
export async function useCode(tx: Queryable, email: string, purpose: Purpose, code: string): Promise<boolean> {
  const [row] = await tx.query<{ id: string; code_hash: Uint8Array }>(
    `update email_code set tries = tries + 1
     where id = (select id from email_code where email = $1 and purpose = $2 order by created_at desc, id desc limit 1)
       and used_at is null and expires_at > now() and tries < $3
     returning id, code_hash`,
    [email, purpose, CODE_TRIES],
  );
  if (!row || !timingSafeEqual(hashOf(row.id, code), row.code_hash)) return false;
  const used = await tx.query('update email_code set used_at = now() where id = $1 and used_at is null returning id', [row.id]);
  return used.length === 1;
}

/** What a right sign-up code earns: proof, for an hour and one account, that the address is theirs. */
export async function issueSignUpToken(tx: Queryable, email: string): Promise<string> {
  const id = newId();
  const secret = randomBytes(32).toString('base64url');
  await tx.query(
    `insert into email_code (id, email, purpose, code_hash, expires_at) values ($1, $2, 'sign_up_token', $3, now() + make_interval(mins => $4))`,
    [id, email, hashOf(id, secret), TOKEN_MINUTES],
  );
  return `${id}.${secret}`;
}

/** The address a token proves and whether this was its first use; null for one that proves nothing. */
export async function useSignUpToken(tx: Queryable, token: string): Promise<{ email: string; fresh: boolean } | null> {
  const [id, secret = ''] = token.split('.');
  if (!isId(id)) return null;
  const [row] = await tx.query<{ email: string; code_hash: Uint8Array; used_at: Date | null }>(
    `select email, code_hash, used_at from email_code where id = $1 and purpose = 'sign_up_token' and expires_at > now() for update`, [id],
  );
  if (!row || !timingSafeEqual(hashOf(id, secret), row.code_hash)) return null;
  await tx.query('update email_code set used_at = now() where id = $1 and used_at is null', [id]);
  return { email: row.email, fresh: row.used_at === null };
}
