/**
 * CSRF protection: every state-changing call needs our header and our Origin, which no other site can send together.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CSRF_HEADER } from '@egoejo/shared/sync/protocol.ts';
import { AppError } from './app-error.ts';
import type { Config } from '../config/config.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/**
 * The one-click unsubscribe route is exempt: mail programs call it themselves, without our Origin. Its signed token
 * decides what is done; cookies are ignored.
 */
export const ONE_CLICK = '/api/mail/unsubscribe';
declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Set by routes that other programs call without an Origin header. They ignore cookies: a password that
     * the call carries authorizes it, which a page of another site does not have.
     */
    byPassword?: true;
  }
}

/** @param publicUrl our address; undefined: the address to which the request was sent. */
export function isOurs(request: Pick<FastifyRequest, 'headers' | 'host'>, publicUrl: string | undefined): boolean {
  return request.headers[CSRF_HEADER] !== undefined && isOurOrigin(request, publicUrl);
}

/** Whether the request's Origin is ours. It is sent by every browser, and by no page of another site in our name. */
export function isOurOrigin(
  { headers, host }: Pick<FastifyRequest, 'headers' | 'host'>,
  publicUrl: string | undefined,
): boolean {
  const { origin } = headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  return publicUrl === undefined ? new URL(origin).host === host : new URL(origin).origin === new URL(publicUrl).origin;
}

/** @param config read at each call, since its address may be set while the server runs (installation). */
export function checkCsrf(app: FastifyInstance, config: Pick<Config, 'publicUrl'>): void {
  app.addHook('onRequest', async (request) => {
    const route = request.routeOptions.url;
    const open = SAFE.has(request.method) || route === ONE_CLICK || request.routeOptions.config.byPassword === true;
    if (!open && !isOurs(request, config.publicUrl)) throw new AppError('account.forbidden', { reason: 'origin' });
  });
}
