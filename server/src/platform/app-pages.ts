/** The built app: hashed files for ever, its page for every address of its own, with a preview where a feature gives one. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mediaTypeOf } from '../media/media.ts';
import { AppError } from './app-error.ts';
import type { Deps } from './deps.ts';
import { withPreview } from './previews.ts';

const DIST = fileURLToPath(new URL('../../../client/dist', import.meta.url));
const FOR_EVER = 'public, max-age=31536000, immutable';
/** Vite puts files named by their content here. */
const hashed = /[\\/]assets[\\/][^\\/]+-[\w-]{8,}\.\w+$/;
/** Asked for at every opening of the app: rather once in ten minutes. A new version is seen that much later. */
const WORKER = 'public, max-age=600';
const keepFor = (path: string): string => (hashed.test(path) ? FOR_EVER : /[\\/]sw\.js$/.test(path) ? WORKER : 'no-cache');
/** Paths that are never a page of the app. */
const notPages = /^\/(trpc|sync|api|media|assets)(\/|$)/;

/** Serves the app from `dist` and media from `deps.media`. Last: its catch-all answers what no route did. */
export async function addPages(app: FastifyInstance, deps: Deps, dist: string = DIST): Promise<void> {
  addMedia(app, deps);
  const built = existsSync(join(dist, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root: dist, wildcard: false, index: false, preCompressed: true, cacheControl: false,
      setHeaders: (reply, path) => void reply.header('cache-control', keepFor(path.replace(/\.(br|gz)$/, ''))),
    });
  }
  const page = built ? await readFile(join(dist, 'index.html'), 'utf8') : undefined;
  app.setNotFoundHandler(async (request, reply) => {
    if (page !== undefined && isPage(request)) return sendPage(deps, page, request, reply);
    throw new AppError('sync.bad_request', { reason: 'no such address' }, 404);
  });
  if (page !== undefined) app.get('/', (request, reply) => sendPage(deps, page, request, reply));
}

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '/';
const isPage = (request: FastifyRequest): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') && !notPages.test(pathOf(request)) && !/\.\w+$/.test(pathOf(request));

async function sendPage(deps: Deps, page: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const preview = await deps.previews.of(pathOf(request));
  const origin = deps.config.publicUrl ?? `${request.protocol}://${request.host}`;
  const html = preview ? withPreview(page, preview, origin, pathOf(request)) : page;
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html);
}

function addMedia(app: FastifyInstance, { media }: Deps): void {
  app.get<{ Params: { '*': string } }>('/media/*', async (request, reply) => {
    const key = request.params['*'];
    const file = mediaTypeOf(key) === undefined ? null : await media.get(key);
    if (!file) throw new AppError('sync.bad_request', { reason: 'no such file' }, 404);
    // Pictures only, and never anything a browser would run.
    return reply.type(file.type).header('cache-control', FOR_EVER).send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength));
  });
}
