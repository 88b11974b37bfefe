/** Who makes a request: by access token, else by the refresh cookie (S21). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../platform/deps.ts';
import type { Identity } from '../platform/trpc.ts';
import { peekSession, rotateSession, type OpenSession } from './sessions.ts';
import { bearerOf, signAccess, verifyAccess } from './tokens.ts';

export const COOKIE = 'egoejo_refresh';

export interface Authenticated {
  member: MemberId;
  device: DeviceId;
  sid: string;
  /** Set when the access token was missing or old and the cookie was rotated in this very call. */
  newAccessToken?: string;
}

type AuthDeps = Pick<Deps, 'db' | 'keys' | 'config'>;

/**
 * For calls that change something (POST, checked against CSRF): a valid access token whose session has not ended; otherwise rotates
 * the refresh cookie, sets the new one on `reply` and returns a new access token. null: nobody is signed in.
 */
export async function authenticate(deps: AuthDeps, request: FastifyRequest, reply: FastifyReply): Promise<Authenticated | null> {
  const identity = await identityOf(deps, request);
  if (identity) return { member: identity.member, device: identity.device, sid: identity.sid };
  const renewed = await refresh(deps, request, reply);
  return renewed && 'accessToken' in renewed ? { member: renewed.member, device: renewed.device, sid: renewed.sid, newAccessToken: renewed.accessToken } : null;
}

/** For calls that only read (GET): access token, else cookie, which is not rotated. */
export async function identify(deps: AuthDeps, request: FastifyRequest): Promise<Authenticated | null> {
  const identity = await identityOf(deps, request);
  if (identity) return { member: identity.member, device: identity.device, sid: identity.sid };
  const token = request.cookies[COOKIE];
  return token === undefined ? null : peekSession(deps.db, token);
}

/** The identity of a valid access token whose session goes on, with the roles of now. */
export async function identityOf(deps: AuthDeps, request: FastifyRequest): Promise<Identity | null> {
  const token = bearerOf(request.headers);
  const identity = token === undefined ? null : await verifyAccess(deps.keys, token);
  if (!identity) return null;
  const [row] = await deps.db.query<{ roles: string[] }>(
    `select m.roles from session s join member m on m.id = s.member where s.id = $1 and s.member = $2 and s.ended_at is null and m.status = 'active'`,
    [identity.sid, identity.member],
  );
  return row ? { ...identity, roles: row.roles } : null;
}

/** What a client is told when it signs in or refreshes. */
export interface Session {
  member: MemberId;
  device: DeviceId;
  accessToken: string;
  name: string;
}

/** Rotates the request's refresh cookie. null: there is none; `reused`: its session was ended, or had ended before. */
export async function refresh(deps: AuthDeps, request: FastifyRequest, reply: FastifyReply): Promise<(Session & { sid: string }) | { ended: true } | null> {
  const token = request.cookies[COOKIE];
  if (token === undefined) return null;
  const rotated = await rotateSession(deps.db, token, deps.config.refreshDays);
  if ('ended' in rotated) {
    forgetCookie(deps, reply);
    return { ended: true };
  }
  return { ...(await handOver(deps, reply, rotated)), sid: rotated.sid };
}

/** Sets the refresh cookie of an open session and signs its access token. After the session was committed. */
export async function handOver(deps: AuthDeps, reply: FastifyReply, session: OpenSession): Promise<Session> {
  const { member, device, sid, refreshToken } = session;
  const [row] = await deps.db.query<{ name: string; roles: string[] }>('select name, roles from member where id = $1', [member]);
  void reply.setCookie(COOKIE, refreshToken, { ...cookieOptions(deps), maxAge: deps.config.refreshDays * 86_400 });
  return { member, device, accessToken: await signAccess(deps.keys, { member, device, sid, roles: row?.roles ?? [] }), name: row?.name ?? '' };
}

export function forgetCookie(deps: AuthDeps, reply: FastifyReply): void {
  void reply.clearCookie(COOKIE, cookieOptions(deps));
}

const cookieOptions = ({ config }: AuthDeps) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: config.publicUrl?.startsWith('https:') ?? false }) as const;
