/** The shows of a member for other podcast apps: OPML (L7). */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/http/app-error.ts';
import { escapeXml } from '../platform/http/escape-xml.ts';
import type { Deps } from '../platform/deps.ts';

interface Listed {
  title: string;
  feed: string;
  site: string;
}
const writeOpml = (shows: readonly Listed[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head><title>EGOEJO</title></head><body>',
    ...shows.map(({ title, feed, site }) => {
      const page = site === '' ? '' : ` htmlUrl="${escapeXml(site)}"`;
      return `<outline type="rss" text="${escapeXml(title)}" xmlUrl="${escapeXml(feed)}"${page}/>`;
    }),
    '</body></opml>\n',
  ].join('\n');

/** Adds `GET /api/shows.opml`: what the caller added. Addresses of others are never told: they may be personal. */
export function routes(
  app: FastifyInstance,
  { db, limits }: Deps,
  identify: (request: FastifyRequest) => Promise<MemberId | null>,
): void {
  app.get('/api/shows.opml', async (request, reply) => {
    limits.public.take(request.ip);
    const member = await identify(request);
    if (member === null) throw new AppError('account.not_signed_in', {}, 401);
    const shows = await db.query<Listed>('select title, feed, site from show where author = $1 order by title, id', [
      member,
    ]);
    return reply
      .headers({ 'cache-control': 'private, no-store', 'content-disposition': 'attachment; filename="egoejo.opml"' })
      .type('text/x-opml; charset=utf-8')
      .send(writeOpml(shows));
  });
}
