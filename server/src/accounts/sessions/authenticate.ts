/** Identifies the caller of a request by the access token, else by the refresh cookie (S21). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../../platform/deps.ts';
import { sessionHoldsSql } from '../../platform/database/session-sql.ts';
import type { Identity } from '../../platform/http/trpc.ts';
import { peekSession, rotateSession, type OpenSession } from './sessions.ts';
import { bearerOf, signAccess, verifyAccess } from './tokens.ts';

export const COOKIE = 'egoejo_refresh';

interface Authenticated {
  member: MemberId;
  device: DeviceId;
  sid: string;
  /** Set when the access token was missing or expired and this call rotated the cookie. */
  newAccessToken?: string;
}

type AuthDeps = Pick<Deps, 'db' | 'keys' | 'config'>;

/**
 * For calls that change data (POST, CSRF-checked): accepts a valid access token whose session has not ended; otherwise
 * rotates the refresh cookie, sets the new one on `reply` and returns a new access token. Null: nobody is signed in.
 */
export async function authenticate(
  deps: AuthDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Authenticated | null> {
  const identity = await identityOf(deps, request);
  if (identity) return { member: identity.member, device: identity.device, sid: identity.sid };
  const renewed = await refresh(deps, request, reply);
  return renewed && 'accessToken' in renewed
    ? { member: renewed.member, device: renewed.device, sid: renewed.sid, newAccessToken: renewed.accessToken }
    : null;
}

/** For calls that only read (GET): uses the access token, else the cookie, which is not rotated. */
export async function identify(deps: AuthDeps, request: FastifyRequest): Promise<Authenticated | null> {
  const identity = await identityOf(deps, request);
  if (identity) return { member: identity.member, device: identity.device, sid: identity.sid };
  const token = request.cookies[COOKIE];
  return token === undefined ? null : peekSession(deps.db, token);
}

/**
 * The identity of a valid access token, decided without the database. Its session may have ended: the caller of this
 * function checks that together with what it reads (platform/database/session-sql.ts).
 */
export async function claimedBy(
  { keys }: Pick<AuthDeps, 'keys'>,
  request: Pick<FastifyRequest, 'headers'>,
): Promise<Identity | null> {
  const token = bearerOf(request.headers);
  return token === undefined ? null : verifyAccess(keys, token);
}

/** The identity of a valid access token whose session has not ended, with the member's present roles. */
export async function identityOf(deps: AuthDeps, request: FastifyRequest): Promise<Identity | null> {
  const identity = await claimedBy(deps, request);
  if (!identity) return null;
  const [row] = await deps.db.query<{ roles: string[] }>(
    `select roles from member where id = $2::uuid and ${sessionHoldsSql('$1::uuid', '$2::uuid')}`,
    [identity.sid, identity.member],
  );
  return row ? { ...identity, roles: row.roles } : null;
}

/** The data that a client gets when it signs in or refreshes. */
export interface Session {
  member: MemberId;
  device: DeviceId;
  accessToken: string;
  name: string;
}

/**
 * Rotates the request's refresh cookie. Null: there is no cookie. `ended`: the session is unknown or has ended,
 * possibly just now because an old token was reused.
 */
export async function refresh(
  deps: AuthDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<(Session & { sid: string }) | { ended: true } | null> {
  const token = request.cookies[COOKIE];
  if (token === undefined) return null;
  const rotated = await rotateSession(deps.db, token, deps.config.refreshDays);
  // The cookie stays: a sign-in in this browser may have replaced it meanwhile, and this answer about the old one would
  // delete the new one.
  if ('ended' in rotated) return { ended: true };
  return { ...(await handOver(deps, reply, rotated)), sid: rotated.sid };
}

/** Sets the refresh cookie of a new session and signs its access token. Call it after the session was committed. */
export async function handOver(deps: AuthDeps, reply: FastifyReply, session: OpenSession): Promise<Session> {
  const { member, device, sid, refreshToken } = session;
  const [row] = await deps.db.query<{ name: string; roles: string[] }>('select name, roles from member where id = $1', [
    member,
  ]);
  void reply.setCookie(COOKIE, refreshToken, { ...cookieOptions(deps), maxAge: deps.config.refreshDays * 86_400 });
  return {
    member,
    device,
    accessToken: await signAccess(deps.keys, { member, device, sid, roles: row?.roles ?? [] }),
    name: row?.name ?? '',
  };
}

export function forgetCookie(deps: AuthDeps, reply: FastifyReply): void {
  void reply.clearCookie(COOKIE, cookieOptions(deps));
}

const cookieOptions = ({ config }: AuthDeps) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: config.publicUrl?.startsWith('https:') ?? false }) as const;
