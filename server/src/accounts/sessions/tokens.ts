/** Access tokens: JWT, HS256, valid for one hour, kept in memory by the client. */
import { SignJWT, decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose';
import { isId, type DeviceId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { ACCESS_SECONDS, type SigningKeys } from '../../platform/keys/signing-keys.ts';
import type { Identity } from '../../platform/http/trpc.ts';

const ISSUER = 'egoejo';

export async function signAccess(keys: SigningKeys, { member, device, sid, roles }: Identity): Promise<string> {
  const { kid, secret } = await keys.current();
  return new SignJWT({ sid, dev: device, roles })
    .setProtectedHeader({ alg: 'HS256', kid })
    .setSubject(member)
    .setIssuer(ISSUER)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_SECONDS} s`)
    .sign(secret);
}

/** The holder of a token; null when it is malformed, expired, or signed by a key that no longer verifies. */
export async function verifyAccess(keys: SigningKeys, token: string): Promise<Identity | null> {
  const verified = await payloadOf(keys, token);
  if (
    !verified ||
    !(Number(verified.exp) > Math.floor(Date.now() / 1000)) ||
    !isId(verified.sub) ||
    !isId(verified['sid']) ||
    !isId(verified['dev'])
  )
    return null;
  const roles = Array.isArray(verified['roles']) ? verified['roles'].filter((r) => typeof r === 'string') : [];
  return { member: verified.sub as MemberId, device: verified['dev'] as DeviceId, sid: verified['sid'], roles };
}

/** Seconds for which a link to the archive of one's data can be opened. */
const LINK_SECONDS = 60;
const LINK = 'own-data';

/**
 * What a link to the archive of this member's data ends with: it opens nothing else, and for a minute. @param sid the
 * session that asks for it; null: the member proved themselves by password.
 */
export async function signLink(keys: SigningKeys, member: MemberId, sid: string | null): Promise<string> {
  const { kid, secret } = await keys.current();
  return new SignJWT({ [LINK]: true, ...(sid !== null && { sid }) })
    .setProtectedHeader({ alg: 'HS256', kid })
    .setSubject(member)
    .setIssuer(ISSUER)
    .setExpirationTime(`${LINK_SECONDS} s`)
    .sign(secret);
}

/** Whose data a link opens, and by which session; null when it is malformed, or its minute is over. */
export async function readLink(
  keys: SigningKeys,
  token: string,
): Promise<{ member: MemberId; sid: string | null } | null> {
  const link = await payloadOf(keys, token);
  const valid = link?.[LINK] === true && Number(link.exp) > Math.floor(Date.now() / 1000) && isId(link.sub);
  return valid ? { member: link.sub as MemberId, sid: typeof link['sid'] === 'string' ? link['sid'] : null } : null;
}

/**
 * True for a token that this server signed, even if expired: its holder was signed in here. It gives no access; it only
 * distinguishes a member's device from a stranger's before the database is queried.
 */
export async function wasSigned(keys: SigningKeys, token: string): Promise<boolean> {
  return (await payloadOf(keys, token)) !== null;
}

/**
 * The tokens whose signature by a key was found good: a device sends the same token with each exchange of an hour, and
 * the same bytes under the same key are always good. Only tokens that we issued get in. A key's list goes with its
 * object, which `signingKeys` replaces every minute.
 */
const signed = new WeakMap<Uint8Array, Map<string, JWTPayload>>();

/** What a token that we signed contains, even if it has expired; null: we did not sign it. */
async function payloadOf(keys: SigningKeys, token: string): Promise<JWTPayload | null> {
  const kid = kidOf(token);
  const secret = kid === undefined ? undefined : await keys.byKid(kid);
  if (secret === undefined) return null;
  const good = signed.get(secret) ?? new Map<string, JWTPayload>();
  signed.set(secret, good);
  const known = good.get(token);
  if (known !== undefined) return known;
  const payload = await jwtVerify(token, secret, {
    algorithms: ['HS256'],
    issuer: ISSUER,
    currentDate: new Date(0),
  }).then(
    (verified) => verified.payload,
    () => null,
  );
  if (payload !== null) good.set(token, payload);
  return payload;
}

function kidOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    // Not a JWT: treated as no token.
    return undefined;
  }
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerOf(headers: { authorization?: string | undefined }): string | undefined {
  return /^Bearer (\S{1,4000})$/i.exec(headers.authorization ?? '')?.[1];
}
