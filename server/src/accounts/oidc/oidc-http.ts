/**
 * The two routes of sign-in by an OpenID provider: to the provider and back. Both are page navigations, not API calls.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';
import type { Queryable } from '../../platform/database/database.ts';
import type { Deps, Routes } from '../../platform/deps.ts';
import { COOKIE as SESSION_COOKIE, handOver } from '../sessions/authenticate.ts';
import { createProvider } from './oidc.ts';
import { endReplaced } from '../sessions/sessions.ts';
import { signIn } from '../sign-in/sign-in.ts';
import {
  COOKIE,
  MAX_AGE,
  PATH,
  cookieOptions,
  suiteOf,
  begunOf,
  listOf,
  readCookie,
  type Kept,
} from './oidc-cookie.ts';

const originOf = ({ config }: Deps, request: FastifyRequest): string =>
  config.publicUrl ?? `${request.protocol}://${request.host}`;

/**
 * The account of an address that the provider has verified; no account is created. If the browser names one of the
 * member's devices, that device is reused.
 */
async function accountOf(
  tx: Queryable,
  email: string,
  devices: readonly string[],
): Promise<Result<{ member: MemberId; device: DeviceId | null }, AccountError>> {
  const [found] = await tx.query<{ member: MemberId; status: string; device: DeviceId | null }>(
    `select m.id as member, m.status, (select d.id from device d where d.member = m.id and d.id = any($2::uuid[])
      limit 1) as device
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
  /** Redirects to the sign-in page with the error code. The failed try stays counted against the address. */
  const refuse = (
    reply: FastifyReply,
    { code, params }: { code: AccountError; params: Record<string, unknown> },
    suite: string | null,
  ) => {
    log.warn({ code, reason: params['reason'] }, 'signing in by the provider was refused');
    return reply.redirect(
      `/connexion?${new URLSearchParams({ echec: code, ...(suite !== null && { suite }) }).toString()}`,
    );
  };

  app.get(`${PATH}/start`, async (request, reply) => {
    const takeBack = limits.signIn.reserve(request.ip);
    const { suite: wished, devices, begun: chosen } = request.query as Record<string, unknown>;
    const suite = suiteOf(wished);
    const begun = await provider.begin(`${originOf(deps, request)}${PATH}/callback`);
    if (!begun.ok) return refuse(reply, begun.error, suite);
    takeBack();
    const kept: Kept = { ...begun.value.asked, suite, devices: listOf(devices), begun: begunOf(chosen) };
    void reply
      .header('cache-control', 'no-store')
      .setCookie(COOKIE, Buffer.from(JSON.stringify(kept)).toString('base64url'), {
        ...cookieOptions(deps),
        maxAge: MAX_AGE,
      });
    return reply.redirect(begun.value.url.href);
  });

  app.get(`${PATH}/callback`, async (request, reply) => {
    const takeBack = limits.signIn.reserve(request.ip);
    const kept = readCookie(request.cookies[COOKIE]);
    // The cookie is valid once, whatever the result.
    void reply.header('cache-control', 'no-store').clearCookie(COOKIE, cookieOptions(deps));
    if (!kept) return refuse(reply, { code: 'account.oidc_stale', params: {} }, null);
    const proved = await provider.finish(new URL(request.url, originOf(deps, request)), kept);
    if (!proved.ok) return refuse(reply, proved.error, kept.suite);
    const session = await db.transaction(async (tx) => {
      const account = await accountOf(tx, proved.value.email, kept.devices);
      const from = { agent: request.headers['user-agent'] ?? '', address: request.ip };
      if (!account.ok) return account;
      const opened = await signIn(tx, account.value.member, account.value.device, config.refreshDays, from);
      await endReplaced(tx, request.cookies[SESSION_COOKIE], opened);
      return ok(opened);
    });
    if (!session.ok) return refuse(reply, session.error, kept.suite);
    takeBack();
    await handOver(deps, reply, session.value);
    const back = new URLSearchParams({
      entree: kept.begun ?? 'oidc',
      ...(kept.suite !== null && { suite: kept.suite }),
    });
    return reply.redirect(`/connexion?${back.toString()}`);
  });
};
