/**
 * Reads the feeds of shows (L7). What the other server sends is fetched and read first; then one transaction writes
 * what is new. A server that is killed has written nothing, and the feed is read again.
 */
import { createHash } from 'node:crypto';
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { episodeIdOf, MOST_EPISODES, MOST_FEED, MOST_WRITTEN } from '@egoejo/shared/shows/model.ts';
import { storePhoto } from '../media/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';
import type { Deps } from '../platform/deps.ts';
import { fetchBytes, type Asking, type FetchCode } from '../platform/outbound/fetch.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { readShow, type ReadEpisode, type ReadShow } from './read-feed.ts';
import { moveToPlace, scopesOf } from './visible.ts';

export type Needs = Pick<Deps, 'db' | 'media' | 'log' | 'config'>;
const FEED = { bytes: MOST_FEED, ms: 60_000 };
const PICTURE = { bytes: 10 * 1024 * 1024, ms: 30_000 };
/** Hours after which a feed is read again: twice as many each time that it said nothing new, a day at most. */
const MOST_HOURS = 24;

/** How other servers are asked. Addresses of the server's own network are never fetched. */
export const asking = ({ config }: Pick<Needs, 'config'>, accept: string): Asking => ({
  allowLoopback: config.readingLoopback,
  agent: 'EGOEJO podcasts (members asked for this show)',
  accept,
});

/** @param tooLarge the code of an answer with too many bytes. */
export const codeOf = (code: FetchCode, unreachable: ErrorCode, tooLarge: ErrorCode): ErrorCode =>
  code === 'too_large' ? tooLarge : unreachable;

interface Due {
  feed: string;
  author: MemberId | null;
  cover: string | null;
  coverUrl: string;
  etag: string | null;
  modified: string | null;
  sha256: string | null;
}
/** What the other server, or this one, compares to tell whether an answer is new. */
interface Mark {
  etag: string | null;
  modified: string | null;
  sha256: string;
}
/** The answer. */
interface Got {
  read: ReadShow;
  /** The address to ask from now on. */
  feed: string;
  /** What to compare with at that address, and at the address that was asked first. */
  mark: Mark;
  first: Mark;
}

/** Reads the feed of a show, if it is there. */
export async function refreshShow(deps: Needs, show: string): Promise<void> {
  const [due] = await deps.db.query<Due>(
    `select t.feed, t.author, t.cover, f.cover_url as "coverUrl", f.etag, f.modified, f.sha256
      from show t join show_feed f on f.show = t.id where t.id = $1`,
    [show],
  );
  if (!due) return;
  // Set before the feed is fetched: whatever happens then, it is not read again sooner.
  await deps.db.query(`update show_feed set due_at = now() + interval '1 hour' where show = $1`, [show]);
  const got = await fetchFeed(deps, due);
  if (!got.ok) return failed(deps.db, show, got.error.code, got.error.params);
  if (got.value === null) return quiet(deps.db, show);
  const { value } = got;
  const cover = await coverOf(deps, due, value.read.coverUrl);
  await deps.db.transaction((tx) => write(tx, show, value, cover));
}

async function fetchFeed(deps: Needs, due: Due): Promise<Result<Got | null, ErrorCode>> {
  const { etag, modified } = due;
  const ask = asking(deps, 'application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5');
  let feed = due.feed;
  let first: Mark | undefined;
  // A feed may name the feed that replaces it. That one may not name another.
  for (let moves = 0; moves < 2; moves++) {
    const known = feed === due.feed && (etag ?? modified) !== null ? { known: { etag, modified } } : {};
    const fetched = await fetchBytes(feed, { ...ask, ...known }, FEED);
    if (!fetched.ok) {
      const code = codeOf(fetched.error.code, 'show.unreachable', 'show.too_large');
      return fail(code, code === 'show.too_large' ? { most: MOST_FEED / 1024 / 1024 } : {});
    }
    const answer = fetched.value;
    if (answer === null) return ok(null);
    const sha256 = createHash('sha256').update(answer.bytes).digest('hex');
    if (sha256 === due.sha256 && feed === due.feed) return ok(null);
    const read = readShow(answer.bytes, answer.url);
    if (!read) return fail('show.no_feed');
    const mark = { sha256, etag: answer.etag, modified: answer.modified };
    first ??= mark;
    const moved = read.movedTo !== '' && read.movedTo !== feed;
    if (!moved || moves > 0) return ok({ read, feed, mark, first });
    feed = read.movedTo;
  }
  return fail('show.no_feed');
}

/** A picture: its base name, and the address that it came from. */
interface Cover {
  name: string | null;
  url: string;
}
/** Fetches the cover once for each address. The old cover stays until the new one can be shown. */
async function coverOf(deps: Needs, due: Due, url: string): Promise<Cover> {
  const before = { name: due.cover, url: due.coverUrl };
  if (url === '') return { name: null, url };
  if (url === before.url) return before;
  const fetched = await fetchBytes(url, asking(deps, 'image/*'), PICTURE);
  if (!fetched.ok || fetched.value === null) return before;
  const stored = await storePhoto(deps.media, fetched.value.bytes, due.author ?? undefined);
  return stored.ok ? { name: stored.value.name, url } : before;
}

/** Bumps the scopes of a show and locks it. False: it was removed meanwhile. */
async function lockShow(tx: Queryable, show: string): Promise<boolean> {
  const scopes = await scopesOf(tx, show);
  if (scopes.length === 0) return false;
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  const found = await tx.query('select from show where id = $1 for update', [show]);
  if (found.length > 0) await notifyMoved(tx, scopes);
  return found.length > 0;
}

/** Says when the feed is read next. @param news whether it said something new. */
const next = (tx: Queryable, show: string, news: boolean): Promise<unknown> =>
  tx.query(
    `update show_feed set quiet = case when $2 then 0 else least(quiet + 1, 100) end,
        due_at = now() + make_interval(hours => case when $2 then 1
          else least(${MOST_HOURS}, power(2, least(quiet, 10))::int) end)
      where show = $1`,
    [show, news],
  );

/** Notes that a feed said nothing new. Rows that devices pull change only if the feed could not be read before. */
const quiet = (db: Needs['db'], show: string): Promise<void> =>
  db.transaction(async (tx) => {
    const [row] = await tx.query('select from show where id = $1 and code is not null', [show]);
    if (row && (await lockShow(tx, show)))
      await tx.query(`update show set code = null, params = '{}' where id = $1 and state = 'ready'`, [show]);
    await next(tx, show, false);
  });

const failed = (db: Needs['db'], show: string, code: ErrorCode, params: object): Promise<void> =>
  db.transaction(async (tx) => {
    const [told] = await tx.query('select from show where id = $1 and code = $2', [show, code]);
    if (!told && (await lockShow(tx, show)))
      await tx.query(
        `update show set code = $2, params = $3::jsonb, state = case state when 'ready' then 'ready' else 'failed' end
          where id = $1`,
        [show, code, JSON.stringify(params)],
      );
    await next(tx, show, false);
  });

/** Writes what a feed says, and tells of new episodes. */
async function write(tx: Queryable, show: string, got: Got, cover: Cover): Promise<void> {
  if (!(await lockShow(tx, show))) return;
  const { read, feed } = got;
  const [before] = await tx.query<{ state: string; cover: string | null }>(
    'select state, cover from show where id = $1',
    [show],
  );
  const [kept] = await tx.query<{ feed: string }>(
    `update show t set title = $2, text = $3, byline = $4, language = $5, site = $6, cover = $7, state = 'ready',
        code = null, params = '{}', refreshed_at = now(),
        feed = case when exists (select from show o where o.feed = $8 and o.id <> t.id and o.visibility = t.visibility
          and o.community is not distinct from t.community and (o.visibility <> 'private' or o.author = t.author))
          then t.feed else $8 end
      where id = $1 returning feed`,
    [show, read.title, read.text, read.byline, read.language, read.site, cover.name, feed],
  );
  await moveToPlace(tx, show);
  const { added, whole } = await writeEpisodes(tx, show, read.episodes);
  // If not all was written, nothing is kept to compare with, so that the same feed is read again.
  const mark = whole ? (kept?.feed === feed ? got.mark : got.first) : { etag: null, modified: null, sha256: null };
  await tx.query('update show_feed set etag = $2, modified = $3, sha256 = $4, cover_url = $5 where show = $1', [
    show,
    mark.etag,
    mark.modified,
    mark.sha256,
    cover.url,
  ]);
  await keepNewest(tx, show);
  await next(tx, show, true);
  if (cover.name !== before?.cover)
    await emit(tx, 'show.cover', show, { cover: cover.name, old: before?.cover ?? null });
  // All episodes of a show that was just added are new: nobody is told of them.
  if (before?.state === 'ready') {
    if (added > 0) await emit(tx, 'show.episodes', show, {});
  } else await emit(tx, 'show.ready', show, {});
}

/** SQL: what the feed says, with what is known of it; what is older than all that are kept is left out. */
const NEWS = `with said as (
    select n.*, case when n."publishedAt" <= now() then n."publishedAt" end as published
      from jsonb_to_recordset($2::jsonb) as n(id uuid, title text, text text, "publishedAt" timestamptz, seconds int,
        bytes bigint, season int, number int, explicit boolean, chapters jsonb, enclosure text, "chaptersUrl" text)),
  oldest as (
    select published_at as at from episode where show = $1 order by published_at desc, id
      offset ${MOST_EPISODES - 1} limit 1),
  news as (
    select n.id, n.title, n.text, coalesce(n.published, e.published_at, now()) as published_at, n.seconds, n.bytes,
        n.season, n.number, n.explicit, case when n.chapters = '[]' then coalesce(e.chapters, '[]') else n.chapters end
        as chapters, e.id is null as is_new
      from said n left join episode e on e.id = n.id
      where e.id is not null or not exists (select from oldest where n.published < oldest.at)),
  changed as (
    select n.* from news n left join episode e on e.id = n.id
      where n.is_new or (e.title, e.text, e.published_at, e.seconds, e.bytes, e.season, e.number, e.explicit,
        e.chapters) is distinct from (n.title, n.text, n.published_at, n.seconds, n.bytes, n.season, n.number,
        n.explicit, n.chapters))`;

/**
 * Writes the episodes that are new or have changed, the newest ones first, up to the limit of the day.
 * @returns how many are new, and whether all were written
 */
async function writeEpisodes(
  tx: Queryable,
  show: string,
  episodes: readonly ReadEpisode[],
): Promise<{ added: number; whole: boolean }> {
  const rows = JSON.stringify(episodes.map(({ guid, ...said }) => ({ ...said, id: episodeIdOf(show, guid) })));
  const [{ left } = { left: 0 }] = await tx.query<{ left: number }>(
    `update show_feed set written = case when counted_at > now() - interval '1 day' then written else 0 end,
        counted_at = case when counted_at > now() - interval '1 day' then counted_at else now() end
      where show = $1 returning ${MOST_WRITTEN} - written as left`,
    [show],
  );
  const [{ all } = { all: 0 }] = await tx.query<{ all: number }>(`${NEWS} select count(*)::int as all from changed`, [
    show,
    rows,
  ]);
  const written = await tx.query<{ id: string; isNew: boolean }>(
    `${NEWS}, chosen as (select * from changed order by published_at desc, id limit $3)
      insert into episode
          (id, scope, show, title, text, published_at, seconds, bytes, season, number, explicit, chapters)
        select n.id, t.scope, t.id, n.title, n.text, n.published_at, n.seconds, n.bytes, n.season, n.number, n.explicit,
            n.chapters from chosen n, show t where t.id = $1 order by n.id
        on conflict (id) do update set title = excluded.title, text = excluded.text, seconds = excluded.seconds,
            published_at = excluded.published_at, bytes = excluded.bytes, season = excluded.season,
            number = excluded.number, explicit = excluded.explicit, chapters = excluded.chapters
        returning id, (select is_new from chosen c where c.id = episode.id) as "isNew"`,
    [show, rows, Math.max(0, left)],
  );
  await tx.query('update show_feed set written = written + $2 where show = $1', [show, written.length]);
  await tx.query(
    `insert into episode_source (episode, enclosure, chapters_url, words_url)
      select e.id, n.enclosure, n."chaptersUrl", n."wordsUrl"
        from jsonb_to_recordset($2::jsonb) as n(id uuid, enclosure text, "chaptersUrl" text, "wordsUrl" text)
          join episode e on e.id = n.id and e.show = $1
      on conflict (episode) do update set enclosure = excluded.enclosure, chapters_url = excluded.chapters_url,
        words_url = excluded.words_url`,
    [show, rows],
  );
  return { added: written.filter(({ isNew }) => isNew).length, whole: written.length === all };
}

/** Deletes the oldest episodes whose sound nobody has asked for. Episodes that the feed no longer names stay. */
const keepNewest = (tx: Queryable, show: string): Promise<unknown> =>
  tx.query(
    `delete from episode where state in ('offered', 'failed') and id in (
       select id from episode where show = $1 order by published_at desc, id offset ${MOST_EPISODES})`,
    [show],
  );
