/** Processes a queued link: it is fetched, extracted and stored in its member's scope, or fails with a code. */
import { Worker } from 'node:worker_threads';
import type { ItemId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { ReadingError } from '@egoejo/shared/reading/errors.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../../platform/database/database.ts';
import { notifyMoved } from '../../sync/pokes/pokes.ts';
import type { Article } from './extract.ts';
import { fetchPage } from './fetch.ts';
import type { FetchOptions } from './public-get.ts';
import { bytesOf } from '../text.ts';

const EXTRACT_MS = 10_000;

/**
 * Extracts an article in a thread with resource limits. Fails with `reading.no_text` for a page without an article, and
 * for one that crashes the extractor.
 */
export function extractSafely(
  html: string,
  url: string,
  ms: number = EXTRACT_MS,
): Promise<Result<Article, ReadingError>> {
  return new Promise((done) => {
    const worker = new Worker(new URL('./extract-worker.ts', import.meta.url), {
      workerData: { html, url },
      resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 4 },
    });
    const end = (result: Result<Article, ReadingError>): void => {
      clearTimeout(timer);
      void worker.terminate();
      done(result);
    };
    const timer = setTimeout(() => end(fail('reading.no_text', { reason: 'time' })), ms);
    worker.once('message', (article: Article | null) => end(article ? ok(article) : fail('reading.no_text')));
    worker.once('error', () => end(fail('reading.no_text', { reason: 'page' })));
  });
}

/** Fetches one link of a member. Does nothing if it was removed or already fetched, so running twice stores it once. */
export async function fetchItem(db: Database, member: MemberId, item: ItemId, options: FetchOptions): Promise<void> {
  const [queued] = await db.query<{ url: string }>(
    `select url from reading_item where member = $1 and id = $2 and state = 'fetching'`,
    [member, item],
  );
  if (!queued) return;
  const page = await fetchPage(queued.url, options);
  const article = page.ok ? await extractSafely(page.value.html, page.value.url) : page;
  await db.transaction(async (tx) => {
    const [opened] = await tx.query<{ rev: number }>('select bump_member($1) as rev', [member]);
    if (!article.ok) {
      await tx.query(
        `update reading_item set state = 'failed', error = $3, rev = $4
          where member = $1 and id = $2 and state = 'fetching'`,
        [member, item, article.error.code, opened?.rev],
      );
    } else {
      const { title, authors, site, licence, pages, words } = article.value;
      const kept = await tx.query(
        `update reading_item set state = 'ready', title = coalesce(nullif($3, ''), title),
          site = coalesce(nullif($4, ''), site), licence = $5, words = $6, bytes = $7, rev = $8
         where member = $1 and id = $2 and state = 'fetching' returning id`,
        [member, item, title, site, licence, words, bytesOf(pages), opened?.rev],
      );
      if (kept.length > 0) {
        await tx.query(
          `insert into reading_text (member, id, pages, authors) values ($1, $2, $3::jsonb, $4)
            on conflict (member, id) do update set pages = excluded.pages, authors = excluded.authors`,
          [member, item, JSON.stringify(pages), authors],
        );
      }
    }
    await notifyMoved(tx, [memberScope(member)]);
  });
}
