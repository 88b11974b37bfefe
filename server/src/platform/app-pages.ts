/**
 * Serves the built app: content-hashed files with unlimited caching, and the app's page for all its addresses, with a
 * preview where a feature provides one.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from './app-error.ts';
import { prepareText, sendPrepared, type Prepared } from './cached-reply.ts';
import type { Deps } from './deps.ts';
import { overLimit } from './limits.ts';
import { withPreview, type Preview } from './previews.ts';

const DIST = fileURLToPath(new URL('../../../client/dist', import.meta.url));
const FOR_EVER = 'public, max-age=31536000, immutable';
/** Files in `assets` whose names Vite derives from their content. */
const hashed = /[\\/]assets[\\/][^\\/]+-[\w-]{8,}\.\w+$/;
/** Requested at every start of the app, so it is cached for ten minutes; a new version is noticed that much later. */
const WORKER = 'public, max-age=600';
const keepFor = (path: string): string =>
  hashed.test(path) ? FOR_EVER : /[\\/]sw\.js$/.test(path) ? WORKER : 'no-cache';
/** Paths that never belong to a page of the app. */
const notPages = /^\/(trpc|sync|api|media|assets)(\/|$)/;

/**
 * Serves the app from `dist`. Register it last: its catch-all answers requests that no
 * route took.
 */
export async function addPages(app: FastifyInstance, deps: Deps, dist: string = DIST): Promise<void> {
  const built = existsSync(join(dist, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root: dist,
      wildcard: false,
      index: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => void reply.header('cache-control', keepFor(path.replace(/\.(br|gz)$/, ''))),
    });
  }
  const page = built ? prepareText(await readFile(join(dist, 'index.html'), 'utf8')) : undefined;
  app.setNotFoundHandler(async (request, reply) => {
    if (page !== undefined && isPage(request)) return sendPage(deps, page, request, reply);
    throw new AppError('sync.bad_request', { reason: 'no such address' }, 404);
  });
  if (page !== undefined) app.get('/', (request, reply) => sendPage(deps, page, request, reply));
}

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '/';
const isPage = (request: FastifyRequest): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  !notPages.test(pathOf(request)) &&
  !/\.\w+$/.test(pathOf(request));

async function sendPage(
  deps: Deps,
  page: Prepared,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const preview = await previewOf(deps, request);
  const origin = deps.config.publicUrl ?? `${request.protocol}://${request.host}`;
  const html = preview ? prepareText(withPreview(page.text, preview, origin, pathOf(request))) : page;
  return sendPrepared(request, reply, html, 'no-cache', 'text/html; charset=utf-8');
}

/**
 * Beyond its rate limit an address gets pages without a preview: the app is never refused, and the database is not
 * queried.
 */
async function previewOf({ previews, limits }: Deps, request: FastifyRequest): Promise<Preview | null> {
  const read = previews.find(pathOf(request));
  return read === null || overLimit(() => limits.previews.take(request.ip)) ? null : read();
}
