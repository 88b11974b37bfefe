/** The one-time token that a correct sign-up code is exchanged for. Only its hash is stored. */
import { randomBytes } from 'node:crypto';
import { isId, newId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../../platform/database/database.ts';
import { hashOf, sameHash } from './code-hashes.ts';

const TOKEN_MINUTES = 60;

/**
 * Issues the token for a correct sign-up code: it proves for an hour, for one account, that the address is the
 * caller's.
 */
export async function issueSignUpToken(tx: Queryable, email: string): Promise<string> {
  const id = newId();
  const secret = randomBytes(32).toString('base64url');
  await tx.query(
    `insert into email_code (id, email, purpose, code_hash, expires_at)
      values ($1, $2, 'sign_up_token', $3, now() + make_interval(mins => $4))`,
    [id, email, hashOf(id, secret), TOKEN_MINUTES],
  );
  return `${id}.${secret}`;
}

interface ProvedAddress {
  email: string;
  /** False: an account was already created with it. */
  fresh: boolean;
}

/** The address that a token proves; null for an invalid token. */
export async function readSignUpToken(
  q: Queryable,
  token: string,
  lock: '' | 'for update' = '',
): Promise<ProvedAddress | null> {
  const [id, secret = ''] = token.split('.');
  if (!isId(id)) return null;
  const [row] = await q.query<{ email: string; code_hash: Uint8Array; used_at: Date | null }>(
    `select email, code_hash, used_at from email_code
      where id = $1 and purpose = 'sign_up_token' and expires_at > now() ${lock}`,
    [id],
  );
  return row && sameHash(hashOf(id, secret), row.code_hash) ? { email: row.email, fresh: row.used_at === null } : null;
}

/** The same, and marks the token as used: later calls get `fresh: false`. */
export async function useSignUpToken(tx: Queryable, token: string): Promise<ProvedAddress | null> {
  const proved = await readSignUpToken(tx, token, 'for update');
  if (proved)
    await tx.query('update email_code set used_at = now() where id = $1 and used_at is null', [token.split('.')[0]]);
  return proved;
}
