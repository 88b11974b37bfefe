/**
 * Codes sent by mail. Only hashes are stored. A code is valid only in the browser that requested it, so a stranger who
 * requests one for the same address neither uses up its tries nor invalidates it.
 */
import { randomInt } from 'node:crypto';
import { CODE_DIGITS } from '@egoejo/shared/accounts/model.ts';
import { newId, type DeviceId } from '@egoejo/shared/platform/ids.ts';
import type { Database, Queryable } from '../../platform/database/database.ts';
import { hashOf, sameHash } from './code-hashes.ts';

const CODE_MINUTES = 10;
const CODE_TRIES = 5;
/** Most codes sent to one address, so that nobody is flooded with mail. */
const CODES = { hour: 5, day: 10 } as const;
/** Wrong tries a day for one address, over all its codes: this bounds guessing from any number of machines. */
const WRONG_TRIES_A_DAY = 20;

export type Purpose = 'sign_up' | 'reset' | 'change';

/** The requester of a code. The member's own devices have separate limits, which strangers cannot use up. */
interface Asker {
  /** Hash of the browser's cookie. */
  browser: Uint8Array;
  /** The device of this account that the browser has proven to be, or null. */
  device: DeviceId | null;
}

interface Spent {
  hour: number;
  day: number;
  wrong: number;
}

/**
 * What an address has used of its limits in a day, by this device or by strangers. Takes a lock, so that calls for one
 * address run one after the other.
 */
async function spent(tx: Queryable, email: string, purpose: Purpose, device: DeviceId | null): Promise<Spent> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`email_code:${email}`]);
  const [row] = await tx.query<Spent>(
    `select count(*) filter (where purpose = $2 and created_at > now() - interval '1 hour') as hour,
      count(*) filter (where purpose = $2) as day,
       coalesce(sum(tries), 0)::int as wrong
     from email_code where email = $1 and purpose in ('sign_up', 'reset', 'change')
       and created_at > now() - interval '1 day' and device is not distinct from $3::uuid`,
    [email, purpose, device],
  );
  return row ?? { hour: 0, day: 0, wrong: 0 };
}

/**
 * Issues a new code for an address; null when a limit is reached. Older codes for that purpose and browser become
 * invalid.
 * @param before runs in the same transaction, within the limits; what it throws undoes everything.
 */
export async function issueCode(
  db: Database,
  email: string,
  purpose: Purpose,
  { browser, device }: Asker,
  before: (tx: Queryable) => Promise<void> = async () => undefined,
): Promise<string | null> {
  return db.transaction(async (tx) => {
    const { hour, day, wrong } = await spent(tx, email, purpose, device);
    if (hour >= CODES.hour || day >= CODES.day || wrong >= WRONG_TRIES_A_DAY) return null;
    await before(tx);
    const id = newId();
    const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
    await tx.query(
      'update email_code set used_at = now() where email = $1 and purpose = $2 and browser = $3 and used_at is null',
      [email, purpose, browser],
    );
    await tx.query(
      `insert into email_code (id, email, purpose, code_hash, expires_at, browser, device)
       values ($1, $2, $3, $4, now() + make_interval(mins => $5), $6, $7)`,
      [id, email, purpose, hashOf(id, code), CODE_MINUTES, browser, device],
    );
    return code;
  });
}

interface CodeRow {
  id: string;
  code_hash: Uint8Array;
  device: DeviceId | null;
}

/**
 * The id of the code if it is correct; null alike for a wrong, expired or used code, for a code of another browser, and
 * after too many tries. A try is counted before it is checked, so that concurrent tries all count; a correct one is
 * uncounted.
 */
export async function checkCode(
  db: Database,
  email: string,
  purpose: Purpose,
  code: string,
  browser: Uint8Array | null,
): Promise<string | null> {
  if (browser === null) return null;
  return db.transaction(async (tx) => {
    const [row] = await tx.query<CodeRow>(
      `select id, code_hash, device from email_code where email = $1 and purpose = $2 and browser = $3
        order by created_at desc, id desc limit 1`,
      [email, purpose, browser],
    );
    if (!row || (await spent(tx, email, purpose, row.device)).wrong >= WRONG_TRIES_A_DAY) return null;
    const counted = await tx.query(
      `update email_code set tries = tries + 1 where id = $1 and used_at is null and expires_at > now() and tries < $2
        returning id`,
      [row.id, CODE_TRIES],
    );
    if (counted.length === 0 || !sameHash(hashOf(row.id, code), row.code_hash)) return null;
    await tx.query('update email_code set tries = tries - 1 where id = $1', [row.id]);
    return row.id;
  });
}

/** Uses up a correct code. False: a concurrent call was faster. */
export async function useCode(tx: Queryable, id: string): Promise<boolean> {
  return (
    (
      await tx.query(
        'update email_code set used_at = now() where id = $1 and used_at is null and expires_at > now() returning id',
        [id],
      )
    ).length === 1
  );
}
