/**
 * Passwords for other apps (KOReader, Thorium, players of music): one a member, made by the server, for the catalogue
 * with its files, by HTTP Basic, for the places of books, as KOReader sends it, and for tracks, in the address.
 */
import { createHash, randomInt } from 'node:crypto';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/http/app-error.ts';
import type { Queryable } from '../platform/database/database.ts';

/** Letters and digits that an e-reader's keyboard has and that look different: 25 of them are 123 random bits. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const [GROUPS, LETTERS] = [5, 5];

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** So many random bits need no slow hash. What a person typed in between does not matter. */
const hashOf = (password: string): string => sha256(password.toLowerCase().replace(/[\s-]/g, ''));

/**
 * KOReader sends the MD5 of the typed password in hex. Members may type it with or without its hyphens, and each form
 * has another MD5, so both are stored, as SHA-256. The password has 123 random bits, which MD5 does not make easier to
 * guess.
 */
const keysOf = (token: string): string[] =>
  [token, token.replaceAll('-', '')].map((typed) => sha256(createHash('md5').update(typed).digest('hex')));

/** Makes a password, which replaces the one before. @returns it, in groups; it cannot be read again. */
export async function makeReaderToken(q: Queryable, member: MemberId): Promise<string> {
  const group = (): string =>
    Array.from({ length: LETTERS }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  const token = Array.from({ length: GROUPS }, group).join('-');
  await q.query(
    `insert into reader_token (member, hash, keys)
      select $1, decode($2, 'hex'), array(select decode(k, 'hex') from unnest($3::text[]) k)
      on conflict (member) do update set hash = excluded.hash, keys = excluded.keys, made_at = now()`,
    [member, hashOf(token), keysOf(token)],
  );
  return token;
}

/** Takes effect with the next request. */
export const dropReaderToken = (q: Queryable, member: MemberId): Promise<unknown> =>
  q.query('delete from reader_token where member = $1', [member]);

/** When the member's password was made, ISO 8601; null: there is none. */
export const readerTokenOf = async (q: Queryable, member: MemberId): Promise<{ madeAt: string } | null> =>
  (
    await q.query<{ madeAt: string }>('select iso(made_at) as "madeAt" from reader_token where member = $1', [member])
  )[0] ?? null;

const ACTIVE = `select t.member from reader_token t join member m on m.id = t.member where m.status = 'active'`;

/**
 * The active member whose password a request has; the name beside it may be anything. Null: it has none.
 * @throws AppError 401 for a wrong password, so that the app asks for it instead of showing less.
 */
export async function memberOfReader(q: Queryable, authorization: string | undefined): Promise<MemberId | null> {
  const [, encoded] = /^Basic ([\w+/=]{1,1000})$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return null;
  const password = Buffer.from(encoded, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '');
  const member = await memberOfPassword(q, password);
  if (member === null) throw new AppError('account.bad_credentials');
  return member;
}

/** The active member who has this password. Null: nobody has. */
export const memberOfPassword = async (q: Queryable, password: string): Promise<MemberId | null> =>
  (await q.query<{ member: MemberId }>(`${ACTIVE} and t.hash = decode($1, 'hex')`, [hashOf(password)]))[0]?.member ??
  null;

/** The active member whose password has this MD5, as KOReader sends it. Null: nobody's has. */
export async function memberOfKey(q: Queryable, key: string): Promise<MemberId | null> {
  if (!/^[0-9a-f]{32}$/i.test(key)) return null;
  const [row] = await q.query<{ member: MemberId }>(`${ACTIVE} and t.keys @> array[decode($1, 'hex')]`, [
    sha256(key.toLowerCase()),
  ]);
  return row?.member ?? null;
}
