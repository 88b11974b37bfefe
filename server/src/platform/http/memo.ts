/** A cache of public answers in this process; entries expire, and are dropped when one of their scopes moves (R13). */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Pokes } from '../../sync/pokes/pokes.ts';
import { prepare, type Prepared } from './cached-reply.ts';

interface Memo {
  /**
   * The answer of `key`, made at most once every `seconds`, however many callers there are. A failure is not cached.
   */
  of(key: string, seconds: number, make: () => Promise<unknown>): Promise<Prepared>;
}
const MOST = 500;

/**
 * @param concerns which scopes these answers depend on. @param now the clock, in milliseconds; tests pass their own.
 */
export function createMemo(
  pokes: Pick<Pokes, 'subscribeAll'>,
  concerns: (scope: Scope) => boolean,
  now: () => number = Date.now,
): Memo {
  const kept = new Map<string, { until: number; answer: Promise<Prepared> }>();
  pokes.subscribeAll((scopes) => {
    if (scopes.some(concerns)) kept.clear();
  });
  return {
    of(key, seconds, make) {
      const known = kept.get(key);
      if (known && known.until > now()) return known.answer;
      const answer = make().then(prepare);
      const entry = { until: now() + seconds * 1000, answer };
      kept.delete(key);
      kept.set(key, entry);
      // A Map keeps insertion order: the oldest entries come first.
      if (kept.size > MOST)
        for (const [oldest] of kept) {
          kept.delete(oldest);
          break;
        }
      answer.catch(() => {
        if (kept.get(key) === entry) kept.delete(key);
      });
      return answer;
    },
  };
}
