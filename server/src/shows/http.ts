/** The shows of a member for other podcast apps: OPML (L7). */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/http/app-error.ts';
import { escapeXml } from '../platform/http/escape-xml.ts';
import type { Deps } from '../platform/deps.ts';
import { visibleTo } from './visible.ts';

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

/** Adds `GET /api/shows.opml`: what the caller added, and what they follow of what everybody may see. */
export function routes(
  app: FastifyInstance,
  { db, limits }: Deps,
  identify: (request: FastifyRequest) => Promise<MemberId | null>,
): void {
  app.get('/api/shows.opml', async (request, reply) => {
    limits.public.take(request.ip);
    const member = await identify(request);
    if (member === null) throw new AppError('account.not_signed_in', {}, 401);
    // The feed of a show that only some see may be the personal one of who added it.
    const shows = await db.query<Listed>(
      `select t.title, t.feed, t.site from show t where t.author = $1
          or (t.visibility = 'public' and ${visibleTo('$1')}
            and exists (select from show_follow f where f.show = t.id and f.member = $1))
        order by t.title, t.id`,
      [member],
    );
    return reply
      .headers({ 'cache-control': 'private, no-store', 'content-disposition': 'attachment; filename="egoejo.opml"' })
      .type('text/x-opml; charset=utf-8')
      .send(writeOpml(shows));
  });
}
