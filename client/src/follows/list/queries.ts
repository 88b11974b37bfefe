/** What the member follows, and what is new of it, from this device. */
import { useMemo } from 'react';
import type { Follow } from '@egoejo/shared/follows/model.ts';
import { useLive, useRows } from '../../sync/api/rows/live.ts';
import { useNow } from '../../ui/text/clock.ts';
import { newestOf, type Newest } from './newest.ts';

/** Of how many works, the newest of the catalogue, those that are followed are looked for. */
const LOOKED_AT = 1_000;

/** Undefined until known. */
export const useFollows = (): Follow[] | undefined => useRows('follow');

/** The newest works and texts of what is followed; undefined until known. */
export function useNewest(follows: readonly Follow[] | undefined): Newest[] | undefined {
  const now = useNow();
  const none = follows?.length === 0;
  const works = useLive(
    async (db) => {
      if (none) return [];
      const ids = await db.work.orderBy('addedAt').reverse().primaryKeys();
      return (await db.work.bulkGet(ids.slice(0, LOOKED_AT))).filter((work) => work !== undefined);
    },
    [none],
  );
  const texts = useRows('story');
  return useMemo(() => follows && works && texts && newestOf(follows, works, texts, now), [follows, works, texts, now]);
}
