/** Our own catalogue for readers of other apps: OPDS 1.2 under `/opds`, OPDS 2.0 under `/opds/v2` (B2). */
import { cut } from '@egoejo/shared/platform/cut.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CATEGORIES } from '@egoejo/shared/catalogue/categories.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../../platform/http/app-error.ts';
import type { Deps } from '../../platform/deps.ts';
import { listAuthors, listCategories, listLanguages, listWorks, type Asked, type Filter } from './lists.ts';
import { NAME, type CataloguePage, type PageLink, type Place } from './page.ts';
import { ATOM, kindOf, OPEN_SEARCH, writeAtom, writeOpenSearch } from './write-atom.ts';
import { OPDS_JSON, writeJson } from './write-json.ts';

const texts = {
  fr: { new: 'Nouveautés', languages: 'Langues', authors: 'Auteurs', categories: 'Catégories', search: 'Recherche' },
  en: { new: 'New', languages: 'Languages', authors: 'Authors', categories: 'Categories', search: 'Search' },
} as const;
type Locale = keyof typeof texts;
const LONGEST = 300;
const CHALLENGE = `Basic realm="${NAME}"`;

interface Reading extends Asked {
  deps: Pick<Deps, 'db'>;
  locale: Locale;
  /** The part of the path after the list's name, or what is searched. */
  of: string;
}
type ReadPage = (reading: Reading) => Promise<CataloguePage | null>;

/** A page without anything but its title. */
const bare = (path: string, title: string): CataloguePage => ({
  path,
  title,
  navigation: [],
  works: [],
  facets: null,
  next: null,
});
const withAfter = (path: string, after: string | null): string | null =>
  after === null ? null : `${path}${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`;

async function worksPage(path: string, title: string, filter: Filter, reading: Reading): Promise<CataloguePage> {
  const { works, next } = await listWorks(reading.deps.db, filter, reading);
  const languages = await listLanguages(reading.deps.db, reading, reading.locale);
  const facets =
    filter === null || 'language' in filter ? { title: texts[reading.locale].languages, links: languages } : null;
  return { ...bare(path, title), works, facets, next: withAfter(path, next) };
}

const pages: Readonly<Record<string, ReadPage>> = {
  '': async ({ locale }) => ({
    ...bare('', NAME),
    navigation: (['new', 'categories', 'languages', 'authors'] as const).map((list): PageLink => ({
      path: `/${list}`,
      title: texts[locale][list],
      count: null,
    })),
  }),
  '/new': (reading) => worksPage('/new', texts[reading.locale].new, null, reading),
  '/languages': async (reading) => ({
    ...bare('/languages', texts[reading.locale].languages),
    navigation: await listLanguages(reading.deps.db, reading, reading.locale),
  }),
  '/languages/:of': async (reading) => {
    if (!/^[a-z]{2,3}$/.test(reading.of)) return null;
    const title = new Intl.DisplayNames(reading.locale, { type: 'language' }).of(reading.of) ?? reading.of;
    return worksPage(`/languages/${reading.of}`, title, { language: reading.of }, reading);
  },
  '/authors': async (reading) => {
    const { links, next } = await listAuthors(reading.deps.db, reading);
    return { ...bare('/authors', texts[reading.locale].authors), navigation: links, next: withAfter('/authors', next) };
  },
  '/author': async (reading) => {
    const path = `/author?q=${encodeURIComponent(reading.of)}`;
    const page = await worksPage(path, reading.of, { author: reading.of }, reading);
    return page.works.length > 0 || reading.after !== '' ? page : null;
  },
  '/categories': async (reading) => ({
    ...bare('/categories', texts[reading.locale].categories),
    navigation: await listCategories(reading.deps.db, reading, reading.locale),
  }),
  '/categories/:of': async (reading) => {
    const found = CATEGORIES.find((c) => c.key === reading.of);
    if (!found) return null;
    return worksPage(`/categories/${found.key}`, found.label[reading.locale], { category: found.key }, reading);
  },
  '/search': (reading) =>
    worksPage(
      `/search?q=${encodeURIComponent(reading.of)}`,
      texts[reading.locale].search,
      { words: reading.of },
      reading,
    ),
};

/** @param identify the caller's member by token or cookie; null: a visitor, who sees what is public. */
export function opdsRoutes(
  app: FastifyInstance,
  deps: Deps,
  identify: (request: FastifyRequest) => Promise<MemberId | null>,
): void {
  const originOf = (request: FastifyRequest): string =>
    deps.config.publicUrl?.replace(/\/$/, '') ?? `${request.protocol}://${request.host}`;
  const send = async (page: CataloguePage, place: Place, reply: FastifyReply): Promise<FastifyReply> =>
    place.root === '/opds/v2'
      ? reply.type(OPDS_JSON).send(JSON.stringify(writeJson(page, place)))
      : reply.type(`${ATOM[kindOf(page)]};charset=utf-8`).send(writeAtom(page, place, new Date().toISOString()));

  for (const root of ['/opds', '/opds/v2'] as const)
    for (const [path, read] of Object.entries(pages))
      app.get<{ Params: { of?: string }; Querystring: Record<string, unknown> }>(
        `${root}${path}`,
        async (request, reply) => {
          deps.limits.public.take(request.ip);
          // An app that signs in by a password is asked for another one if it is wrong.
          if (/^basic /i.test(request.headers.authorization ?? '')) void reply.header('www-authenticate', CHALLENGE);
          const member = await identify(request);
          const { q, query, after } = request.query;
          const text = (value: unknown): string => (typeof value === 'string' ? cut(value, LONGEST) : '');
          const page = await read({
            deps,
            member,
            locale: /^\s*fr\b/i.test(request.headers['accept-language'] ?? '') ? 'fr' : 'en',
            of: text(request.params.of) || text(q) || text(query),
            after: text(after),
          });
          if (!page) throw new AppError('catalogue.unknown', {}, 404);
          void reply.headers({
            'cache-control': member === null ? 'public, max-age=60' : 'private, no-store',
            vary: 'accept-language, authorization, cookie',
          });
          return send(page, { origin: originOf(request), root }, reply);
        },
      );
  app.get('/opds/search.xml', async (request, reply) => {
    deps.limits.public.take(request.ip);
    return reply
      .type(OPEN_SEARCH)
      .header('cache-control', 'public, max-age=3600')
      .send(writeOpenSearch({ origin: originOf(request), root: '/opds' }));
  });
}
