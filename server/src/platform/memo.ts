/** Public answers kept for a while in this process, and forgotten everywhere when what they tell of moved (R13). */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Pokes } from '../sync/pokes.ts';
import { prepare, type Prepared } from './cached-reply.ts';

export interface Memo {
  /** The answer of `key`, made at most every `seconds` however many ask at once. A failure is kept for nobody. */
  of(key: string, seconds: number, make: () => Promise<unknown>): Promise<Prepared>;
}
const MOST = 500;

/** @param concerns which scopes these answers tell of. @param now milliseconds; tests have their own. */
export function createMemo(pokes: Pick<Pokes, 'subscribeAll'>, concerns: (scope: Scope) => boolean, now: () => number = Date.now): Memo {
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
      // A Map keeps its order: the oldest stand in front.
      if (kept.size > MOST) for (const [oldest] of kept) { kept.delete(oldest); break; }
      answer.catch(() => {
        if (kept.get(key) === entry) kept.delete(key);
      });
      return answer;
    },
  };
}
