/** Imports the open EPUBs of another catalogue, page by page; a broken import goes on at the page where it stopped. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MOST_FILE } from '@egoejo/shared/catalogue/model.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Failure, type Result } from '@egoejo/shared/platform/result.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Media } from '../../platform/media/media.ts';
import type { PublicOnly } from '../../platform/outbound/public-lookup.ts';
import { addBook, type Added } from '../add-book.ts';
import { offerOf, type Feed, type Publication } from './feed.ts';
import { fetchBytes, fetchFile, type FetchCode, type FetchLimits } from './fetch.ts';
import { readFeed } from './read-feed.ts';

type OpdsCode = FetchCode | 'opds.not_a_feed' | 'opds.too_many_pages';

/** What became of one publication. */
export type Outcome = { title: string; url: string } & (
  | { added: Added }
  | { unchanged: true }
  | { leftOut: string }
  | { refused: Failure }
);
interface OpdsReport {
  pages: number;
  /** Feeds that the first page leads to; they are imported by their own address. */
  navigation: string[];
}

interface Importing {
  db: Database;
  media: Media;
  options: PublicOnly;
  community: CommunityId | null;
  /** Called for each publication, when it is done. */
  tell: (outcome: Outcome) => void;
}

const FEED: FetchLimits = { bytes: 8 * 1024 * 1024, ms: 30_000 };
const FILE: FetchLimits = { bytes: MOST_FILE, ms: 10 * 60_000 };
/** Pages of one run; the next run goes on after them. */
const MOST_PAGES = 500;

/**
 * Imports a feed and the pages after it. Pages that an earlier run finished are not fetched again, unless that run
 * reached the end.
 */
export async function importFeed(source: string, to: Importing): Promise<Result<OpdsReport, OpdsCode>> {
  const place = to.community ?? '';
  const [row] = await to.db.query<{ next: string | null }>(
    'select next from opds_import where source = $1 and place = $2',
    [source, place],
  );
  const report: OpdsReport = { pages: 0, navigation: [] };
  const seen = new Set<string>();
  let next: string | null = row?.next ?? source;
  while (next !== null) {
    // A feed whose pages lead in a circle ends where it began.
    if (seen.has(next)) break;
    seen.add(next);
    if (report.pages >= MOST_PAGES) return fail('opds.too_many_pages', { most: MOST_PAGES });
    const fetched = await fetchBytes(next, to.options, FEED);
    if (!fetched.ok) return fetched;
    const feed = readFeed(fetched.value.bytes, fetched.value.url);
    if (!feed) return fail('opds.not_a_feed', { url: next });
    await importPage(feed, to, report);
    next = feed.next;
    await keep(to.db, source, place, next);
  }
  await keep(to.db, source, place, null);
  return ok(report);
}

/** Imports the publications of one page that is already here: of a file. Its next pages are told, not fetched. */
export async function importFeedFile(
  bytes: Uint8Array,
  to: Importing,
): Promise<Result<OpdsReport & { next: string | null }, OpdsCode>> {
  const feed = readFeed(bytes, '');
  if (!feed) return fail('opds.not_a_feed');
  const report: OpdsReport = { pages: 0, navigation: [] };
  await importPage(feed, to, report);
  return ok({ ...report, next: feed.next });
}

async function importPage(feed: Feed, to: Importing, report: OpdsReport): Promise<void> {
  report.pages++;
  if (report.pages === 1) report.navigation = feed.navigation;
  for (const publication of feed.publications) to.tell(await importOne(publication, to));
}

const keep = (db: Database, source: string, place: string, next: string | null): Promise<unknown> =>
  db.query(
    `insert into opds_import (source, place, next, pages) values ($1, $2, $3, 1)
      on conflict (source, place) do update set next = excluded.next, moved_at = now(),
        pages = opds_import.pages + case when excluded.next is null then 0 else 1 end`,
    [source, place, next],
  );

async function importOne(publication: Publication, to: Importing): Promise<Outcome> {
  const { title, updated } = publication;
  const offer = offerOf(publication);
  if ('leftOut' in offer) return { title, url: '', leftOut: offer.leftOut };
  const url = offer.get;
  const place = to.community ?? '';
  if (updated !== '') {
    const known = await to.db.query('select from opds_file where url = $1 and place = $2 and updated = $3', [
      url,
      place,
      updated,
    ]);
    if (known.length > 0) return { title, url, unchanged: true };
  }
  const folder = await mkdtemp(join(tmpdir(), 'egoejo-opds-'));
  try {
    const path = join(folder, 'book.epub');
    const fetched = await fetchFile(url, path, to.options, FILE);
    if (!fetched.ok) return { title, url, refused: fetched.error };
    const added = await addBook(to, path, to.community);
    if (!added.ok) return { title, url, refused: added.error };
    await to.db.query(
      `insert into opds_file (url, place, updated, edition) values ($1, $2, $3, $4)
        on conflict (url, place) do update set updated = excluded.updated, edition = excluded.edition,
          fetched_at = now()`,
      [url, place, updated, added.value.edition],
    );
    return { title, url, added: added.value };
  } finally {
    await rm(folder, { recursive: true });
  }
}
