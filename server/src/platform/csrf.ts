/** Every state-changing call carries our header and comes from our Origin (1-product, Account): no other site can make one. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CSRF_HEADER } from '@egoejo/shared/sync/protocol.ts';
import { AppError } from './app-error.ts';
import type { Config } from './config.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Mail programs call it by themselves, from nowhere of ours; its signed token says what may be done and no cookie is looked at. */
export const ONE_CLICK = '/api/mail/unsubscribe';

/** @param publicUrl our address; undefined: the one the request was sent to. */
export function isOurs(request: Pick<FastifyRequest, 'headers' | 'host'>, publicUrl: string | undefined): boolean {
  const origin = request.headers.origin;
  if (request.headers[CSRF_HEADER] === undefined || origin === undefined || !URL.canParse(origin)) return false;
  return publicUrl === undefined ? new URL(origin).host === request.host : new URL(origin).origin === new URL(publicUrl).origin;
}

/** @param config asked at each call: its address may be set while we run (installation). */
export function checkCsrf(app: FastifyInstance, config: Pick<Config, 'publicUrl'>): void {
  app.addHook('onRequest', async (request) => {
    if (!SAFE.has(request.method) && request.routeOptions.url !== ONE_CLICK && !isOurs(request, config.publicUrl)) throw new AppError('account.forbidden', { reason: 'origin' });
  });
}
