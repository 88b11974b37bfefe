/** What the member follows, and what is new of it, from this device. */
import { useMemo } from 'react';
import type { Follow } from '@egoejo/shared/follows/model.ts';
import { useLive, useRows } from '../../sync/api/rows/live.ts';
import { useNow } from '../../ui/text/clock.ts';
import { newestOf, type Newest, type Things } from './newest.ts';

/** Of how many works, the newest of the catalogue, those that are followed are looked for. */
const LOOKED_AT = 1_000;

/** Undefined until known. */
export const useFollows = (): Follow[] | undefined => useRows('follow');

/** The tracks of those members that this one hears, and which of them are episodes; undefined until known. */
function useTracksOf(members: readonly string[]): Pick<Things, 'tracks' | 'episodes'> | undefined {
  const wanted = members.toSorted().join();
  return useLive(
    async (db) => {
      const of = new Set(wanted === '' ? [] : wanted.split(','));
      if (of.size === 0) return { tracks: [], episodes: new Set<string>() };
      const joined = new Set<string>(await db.membership.toCollection().primaryKeys());
      const tracks = await db.track
        .filter(({ member, community }) => of.has(member ?? '') && (community === null || joined.has(community)))
        .toArray();
      const found = await db.episode
        .where('track')
        .anyOf(tracks.map(({ id }) => id))
        .toArray();
      return { tracks, episodes: new Set<string>(found.flatMap(({ track }) => track ?? [])) };
    },
    [wanted],
  );
}

/** The newest works, texts and tracks of what is followed; undefined until known. */
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
  const heard = useTracksOf(follows?.flatMap(({ of }) => (of.kind === 'member' ? of.key : [])) ?? []);
  return useMemo(
    () => follows && works && texts && heard && newestOf(follows, { works, texts, ...heard }, now),
    [follows, works, texts, heard, now],
  );
}
