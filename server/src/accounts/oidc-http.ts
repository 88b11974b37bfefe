/** The two addresses of signing in by an OpenID provider: the way there and the way back. Both are pages' navigations, not calls. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isId, type DeviceId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';
import type { Queryable } from '../platform/database.ts';
import type { Deps, Routes } from '../platform/deps.ts';
import { handOver } from './authenticate.ts';
import { createProvider, type Asked } from './oidc.ts';
import { signIn } from './sign-in.ts';

const COOKIE = 'egoejo_oidc';
/** How long one may take at the provider, in seconds. */
const MAX_AGE = 600;
const PATH = '/api/oidc';
/** Accounts one browser says it knows; more are not asked for. */
const MOST_DEVICES = 10;

/** Kept by the browser alone until it comes back. */
interface Kept extends Asked {
  suite: string | null;
  devices: string[];
}

const originOf = ({ config }: Deps, request: FastifyRequest): string => config.publicUrl ?? `${request.protocol}://${request.host}`;
const cookieOptions = ({ config }: Deps) => ({ httpOnly: true, sameSite: 'lax', path: PATH, secure: config.publicUrl?.startsWith('https:') ?? false }) as const;

/** A path of ours; the page that gets it checks it again. */
const suiteOf = (v: unknown): string | null => (typeof v === 'string' && v.length <= 500 && /^\/(?![/\\])/.test(v) ? v : null);
const listOf = (v: unknown): string[] => (typeof v === 'string' ? v.split(',').filter(isId).slice(0, MOST_DEVICES) : []);

function readCookie(value: string | undefined): Kept | null {
  if (value === undefined || value.length > 4000) return null;
  try {
    const kept = JSON.parse(Buffer.from(value, 'base64url').toString()) as Partial<Kept>;
    const { state, nonce, verifier } = kept;
    return typeof state === 'string' && typeof nonce === 'string' && typeof verifier === 'string'
      ? { state, nonce, verifier, suite: suiteOf(kept.suite), devices: Array.isArray(kept.devices) ? kept.devices.filter(isId) : [] } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The account of an address the provider vouches for; nobody is registered here. A device of theirs that this browser has is taken up again. */
async function accountOf(tx: Queryable, email: string, devices: readonly string[]): Promise<Result<{ member: MemberId; device: DeviceId | null }, AccountError>> {
  const [found] = await tx.query<{ member: MemberId; status: string; device: DeviceId | null }>(
    `select m.id as member, m.status, (select d.id from device d where d.member = m.id and d.id = any($2::uuid[]) limit 1) as device
     from member m where lower(m.email) = $1 and m.status <> 'closed' and m.email_confirmed_at is not null`,
    [email, devices],
  );
  if (!found) return fail('account.oidc_no_account');
  return found.status === 'banned' ? fail('account.banned') : ok(found);
}

export const routes: Routes = (app, deps) => {
  const { config, db, limits, log } = deps;
  if (config.oidc === null) return;
  const provider = createProvider(config.oidc);
  /** Back to the page of signing in, with the code of what went wrong. */
  const refuse = (reply: FastifyReply, request: FastifyRequest, { code, params }: { code: AccountError; params: Record<string, unknown> }, suite: string | null) => {
    limits.signIn.count(request.ip);
    log.warn({ code, reason: params['reason'] }, 'signing in by the provider was refused');
    return reply.redirect(`/connexion?${new URLSearchParams({ echec: code, ...(suite !== null && { suite }) }).toString()}`);
  };

  app.get(`${PATH}/start`, async (request, reply) => {
    limits.signIn.check(request.ip);
    const { suite: wished, devices } = request.query as Record<string, unknown>;
    const suite = suiteOf(wished);
    const begun = await provider.begin(`${originOf(deps, request)}${PATH}/callback`);
    if (!begun.ok) return refuse(reply, request, begun.error, suite);
    const kept: Kept = { ...begun.value.asked, suite, devices: listOf(devices) };
    void reply.header('cache-control', 'no-store').setCookie(COOKIE, Buffer.from(JSON.stringify(kept)).toString('base64url'), { ...cookieOptions(deps), maxAge: MAX_AGE });
    return reply.redirect(begun.value.url.href);
  });

  app.get(`${PATH}/callback`, async (request, reply) => {
    limits.signIn.check(request.ip);
    const kept = readCookie(request.cookies[COOKIE]);
    // Once: what it ties together is used up, whatever comes of it.
    void reply.header('cache-control', 'no-store').clearCookie(COOKIE, cookieOptions(deps));
    if (!kept) return refuse(reply, request, { code: 'account.oidc_stale', params: {} }, null);
    const proved = await provider.finish(new URL(request.url, originOf(deps, request)), kept);
    if (!proved.ok) return refuse(reply, request, proved.error, kept.suite);
    const session = await db.transaction(async (tx) => {
      const account = await accountOf(tx, proved.value.email, kept.devices);
      const from = { agent: request.headers['user-agent'] ?? '', address: request.ip };
      return account.ok ? ok(await signIn(tx, account.value.member, account.value.device, config.refreshDays, from)) : account;
    });
    if (!session.ok) return refuse(reply, request, session.error, kept.suite);
    await handOver(deps, reply, session.value);
    return reply.redirect(`/connexion?${new URLSearchParams({ entree: 'oidc', ...(kept.suite !== null && { suite: kept.suite }) }).toString()}`);
  });
};
