/**
 * Distinguishes browsers before anybody is signed in: one cookie for the browser that requested a code, and one for the
 * devices that have signed in from it before. Neither gives access to an account; scripts cannot read them, and the
 * database stores only hashes.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isId, type DeviceId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Queryable } from '../../platform/database/database.ts';

/** Cookie with a random text that identifies a browser which requested codes. */
const ASKING = 'egoejo_asking';
/** Cookie with the devices that signed in from this browser, each with its secret: `DEVICE.SECRET~DEVICE.SECRET`. */
const KNOWN = 'egoejo_known';
const SECRET = /^[\w-]{43}$/;
/** Most members who share one browser; the device that signed in longest ago is dropped. */
const MOST_DEVICES = 8;
const DAY = 86_400;
/** Longer than any code is valid. */
const ASKING_SECONDS = DAY;
/** The longest time for which browsers keep a cookie. */
const KNOWN_SECONDS = 400 * DAY;

type CookieDeps = Pick<Deps, 'config'>;
const newSecret = (): string => randomBytes(32).toString('base64url');
const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
/** The cookies are limited to procedures, so that exchanges on a weak link do not carry them. */
const options = ({ config }: CookieDeps, maxAge: number) =>
  ({
    httpOnly: true,
    sameSite: 'lax',
    path: '/trpc',
    secure: config.publicUrl?.startsWith('https:') ?? false,
    maxAge,
  }) as const;

/** The hash of this browser's cookie; null: it has not requested a code. */
export function askingBrowser(request: FastifyRequest): Buffer | null {
  const value = request.cookies[ASKING];
  return value !== undefined && SECRET.test(value) ? digest(value) : null;
}

/** Sets this browser's cookie or extends it. @returns its hash. */
export function markAsking(deps: CookieDeps, request: FastifyRequest, reply: FastifyReply): Buffer {
  const before = request.cookies[ASKING];
  const value = before !== undefined && SECRET.test(before) ? before : newSecret();
  void reply.setCookie(ASKING, value, options(deps, ASKING_SECONDS));
  return digest(value);
}

interface Known {
  device: DeviceId;
  secret: string;
}
function readKnown(request: FastifyRequest): Known[] {
  const parts = (request.cookies[KNOWN] ?? '')
    .split('~')
    .slice(0, MOST_DEVICES)
    .map((part) => part.split('.'));
  return parts.flatMap(([device, secret]) =>
    isId(device) && secret !== undefined && SECRET.test(secret) ? [{ device: device as DeviceId, secret }] : [],
  );
}

/**
 * The device of the account with this address that this browser has proven to be; null: it is unknown to that account.
 */
export async function knownDevice(q: Queryable, request: FastifyRequest, email: string): Promise<DeviceId | null> {
  const known = readKnown(request);
  if (known.length === 0) return null;
  const rows = await q.query<{ id: DeviceId; proof: Uint8Array }>(
    `select d.id, d.proof from device d join member m on m.id = d.member
     where lower(m.email) = lower($1) and m.status <> 'closed' and d.id = any($2::uuid[]) and d.proof is not null`,
    [email, known.map((k) => k.device)],
  );
  const proved = rows.find(({ id, proof }) =>
    known.some((k) => k.device === id && timingSafeEqual(digest(k.secret), proof)),
  );
  return proved?.id ?? null;
}

/**
 * Lets this browser prove from now on that it is this device. A device that has its cookie keeps it.
 * @param anew create a new secret in any case, because the member has just proven their identity.
 */
export async function rememberDevice(
  deps: CookieDeps & Pick<Deps, 'db'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { member, device }: { member: MemberId; device: DeviceId },
  anew: boolean,
): Promise<void> {
  const known = readKnown(request);
  if (!anew && known.some((k) => k.device === device)) return;
  const secret = newSecret();
  await deps.db.query('update device set proof = $3 where member = $1 and id = $2', [member, device, digest(secret)]);
  const kept = [{ device, secret }, ...known.filter((k) => k.device !== device)].slice(0, MOST_DEVICES);
  void reply.setCookie(KNOWN, kept.map((k) => `${k.device}.${k.secret}`).join('~'), options(deps, KNOWN_SECONDS));
}
