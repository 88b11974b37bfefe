/** Shows for tests: rows whose feed was read, and a server with feeds and sounds. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId, type CommunityId, type EpisodeId, type MemberId, type ShowId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../platform/database/database.ts';

interface Made {
  id?: ShowId;
  /** Null: its author's alone. */
  community?: CommunityId | null;
  episode?: EpisodeId;
}
/** A show that was read, with an episode if one is named. */
export async function addShow(
  db: Database,
  author: MemberId,
  { id = newId<ShowId>(), community = null, episode }: Made = {},
): Promise<ShowId> {
  await db.query(
    `insert into show (id, scope, author, visibility, community, feed, title, state, refreshed_at)
      values ($1, coalesce('community:' || $3::uuid, 'member:' || $2::uuid), $2,
        case when $3::uuid is null then 'private' else 'community' end, $3, 'https://contes.example/' || $1::uuid,
        'Contes', 'ready', now())`,
    [id, author, community],
  );
  await db.query('insert into show_feed (show) values ($1)', [id]);
  if (episode === undefined) return id;
  await db.query(
    `insert into episode (id, scope, show, title, published_at)
      select $2, scope, id, 'Le puits', '2026-01-01' from show where id = $1`,
    [id, episode],
  );
  await db.query(`insert into episode_source (episode, enclosure) values ($1, 'https://contes.example/1.mp3')`, [
    episode,
  ]);
  return id;
}

/** Its answers by path. */
export type Answers = Record<string, (request: IncomingMessage, response: ServerResponse) => void>;
export interface Feeds {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  answers: Answers;
  /** The paths that were asked, in order. */
  asked: string[];
  close(): void;
}
/** A server with feeds; paths without an answer do not exist. */
export async function serveFeeds(answers: Answers = {}): Promise<Feeds> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = answers[path];
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, answers, asked, close: () => void server.close() };
}

const DAY = 24 * 3_600_000;
/** A feed with so many episodes, the first one a day after the beginning of 2001; their sounds are /<n>.mp3. */
export const feedOf = (origin: string, episodes: number, more = ''): string => `<?xml version="1.0"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Contes</title>
<itunes:author>Awa Ndiaye</itunes:author>${more}
${Array.from(
  { length: episodes },
  (_, i) => `<item><title>Épisode ${i + 1}</title><guid>conte-${i + 1}</guid>
<pubDate>${new Date(Date.UTC(2001, 0, 1) + (i + 1) * DAY).toUTCString()}</pubDate>
<enclosure url="${origin}/${i + 1}.mp3" length="9000" type="audio/mpeg"/></item>`,
).join('\n')}</channel></rss>`;
