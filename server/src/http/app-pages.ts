/**
 * Serves the built app: content-hashed files with unlimited caching, and the app's page for all its addresses, with a
 * preview where a feature provides one. `/` gets the page that has its first words in it, in the language that the
 * browser asks for (client/bundling/first-page.ts).
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LANGUAGES, wantedLanguage, type Language } from '@egoejo/shared/platform/languages.ts';
import { AppError } from '../platform/http/app-error.ts';
import { prepareText, sendPrepared, type Prepared } from '../platform/http/cached-reply.ts';
import type { Deps } from '../platform/deps.ts';
import { CSP } from '../platform/http/http.ts';
import { overLimit } from '../platform/limits/limits.ts';
import { withPreview, type Preview } from '../platform/http/previews.ts';

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
  const { ENABLE_SAKA: grains } = deps.config.flags;
  const firsts = grains ? await readFirsts(dist) : undefined;
  const page = built ? prepareText(withGrains(await readFile(join(dist, 'index.html'), 'utf8'), grains)) : undefined;
  app.setNotFoundHandler(async (request, reply) => {
    if (page !== undefined && isPage(request)) return sendPage(deps, page, request, reply);
    throw new AppError('sync.bad_request', { reason: 'no such address' }, 404);
  });
  if (page !== undefined)
    app.get('/', (request, reply) => {
      void reply.header('vary', 'accept-language');
      const wanted = wantedLanguage((request.headers['accept-language'] ?? '').split(',')) ?? 'fr';
      const first = firsts?.get(wanted) ?? firsts?.get('fr');
      return first === undefined
        ? sendPage(deps, page, request, reply)
        : sendPage(deps, first.page, request, reply.header('content-security-policy', first.csp));
    });
}

/** Tells the app that grains are switched off. The sync tells it too, but only after the first words are drawn. */
const withGrains = (html: string, on: boolean): string => (on ? html : html.replace('<html', '<html data-no-grains'));

interface First {
  page: Prepared;
  csp: string;
}
/** The pages with the first words, by language: those that the build has written. They speak of grains. */
async function readFirsts(dist: string): Promise<ReadonlyMap<Language, First>> {
  const files = LANGUAGES.map((l) => [l, join(dist, l === 'fr' ? 'first.html' : `first.${l}.html`)] as const);
  return new Map(
    await Promise.all(
      files.filter(([, file]) => existsSync(file)).map(async ([l, file]) => [l, await readFirst(file)] as const),
    ),
  );
}

/** A page with first words, compressed by the build: each of its bytes delays them. */
async function readFirst(file: string): Promise<First> {
  const text = await readFile(file, 'utf8');
  const page = prepareText(text);
  if (existsSync(`${file}.br`)) page.packed.set('br', await readFile(`${file}.br`));
  return { page, csp: cspOf(text) };
}

/** The policy of a page with a style and a script in it: these, by their hashes, and no others. */
function cspOf(html: string): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const allowed = (tag: 'script' | 'style'): string =>
    [...html.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map((m) => ` ${hash(m[1] ?? '')}`).join('');
  return CSP.replace(/(script|style)-src 'self'/g, (source, tag: 'script' | 'style') => source + allowed(tag));
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
