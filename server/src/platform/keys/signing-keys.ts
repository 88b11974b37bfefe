/**
 * Keys that sign access tokens: one signs; older ones verify until the last token they signed has expired. They are
 * kept in the database so that every process knows them; the secrets never leave it and its servers.
 */
import { randomBytes } from 'node:crypto';
import type { Database, Queryable } from '../database/database.ts';

/** Lifetime of an access token, in seconds. */
export const ACCESS_SECONDS = 60 * 60;
/** In seconds: for this long after a rotation, a process may still sign with the older key. */
const CACHE_SECONDS = 60;

interface SigningKey {
  kid: string;
  secret: Uint8Array;
}
export interface SigningKeys {
  /** The key that signs; created if there is none. */
  current(): Promise<SigningKey>;
  /** The key with that id, as long as it verifies; undefined: unknown or retired. */
  byKid(kid: string): Promise<Uint8Array | undefined>;
}

/** Creates a new key, which signs from now on. @returns its id. */
export async function rotateKeys(db: Database): Promise<string> {
  return db.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock(4204)');
    return insertKey(tx);
  });
}

async function insertKey(tx: Queryable): Promise<string> {
  const kid = randomBytes(9).toString('base64url');
  await tx.query('update signing_key set retires_at = now() + make_interval(secs => $1) where retires_at is null', [
    ACCESS_SECONDS + CACHE_SECONDS,
  ]);
  await tx.query('delete from signing_key where retires_at < now()');
  await tx.query('insert into signing_key (kid, secret) values ($1, $2)', [kid, randomBytes(32)]);
  return kid;
}

/** Rotates when the signing key is missing or older than `days`. Used by the job and at the first start. */
export async function rotateIfOlder(db: Database, days: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock(4204)');
    const young = await tx.query(
      'select kid from signing_key where retires_at is null and created_at > now() - make_interval(days => $1)',
      [days],
    );
    if (young.length === 0) await insertKey(tx);
  });
}

interface KeyRow {
  kid: string;
  secret: Uint8Array;
  signs: boolean;
}

export function signingKeys(db: Database, now: () => number = Date.now): SigningKeys {
  let cached: Promise<KeyRow[]> | undefined;
  let until = 0;
  let lastMiss = 0;
  const read = (): Promise<KeyRow[]> => {
    if (!cached || now() >= until) {
      until = now() + CACHE_SECONDS * 1000;
      cached = db.query<KeyRow>(
        `select kid, secret, retires_at is null as signs from signing_key
          where retires_at is null or retires_at > now() order by created_at desc`,
      );
      // A failed read is not cached.
      cached.catch(() => (cached = undefined));
    }
    return cached;
  };
  return {
    async current() {
      const found = (await read()).find((k) => k.signs);
      if (found) return found;
      await rotateIfOlder(db, 36_500);
      cached = undefined;
      const made = (await read()).find((k) => k.signs);
      if (!made) throw new Error('no signing key');
      return made;
    },
    async byKid(kid) {
      const known = (await read()).find((k) => k.kid === kid);
      if (known) return known.secret;
      // Another process may just have rotated. Made-up kids cause at most one read a second.
      if (now() - lastMiss < 1000) return undefined;
      lastMiss = now();
      cached = undefined;
      return (await read()).find((k) => k.kid === kid)?.secret;
    },
  };
}
