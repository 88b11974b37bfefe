/** Which projects the list shows, and in which order. */
import { useMemo, useState } from 'react';
import { filterInChunks } from '../platform/page/chunked.ts';
import { useActs } from '../sync/api/acts/activity.ts';
import { useLive, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import { useNow } from '../ui/text/clock.ts';
import { byClosing, closings, narrow, type ProjectFilter } from './list.ts';
import { usePreloadedList } from './use-preloaded-list.ts';

/** Rows for the first paint: no more than a screen or two. */
const FIRST = 50;

interface ListOrder {
  ids: readonly string[];
  /** False: only the first ids so far. */
  whole: boolean;
}

/**
 * Ids in the filter's order that are in its category, its community and `own` (null: any), from the indexes alone. It
 * works in short tasks, since the first use of 10,000 new strings hashes them all. Without a filter the best 50 come
 * first, so that something shows at once.
 */
function useOrder({ sort, category, community }: ProjectFilter, own: readonly string[] | null): ListOrder | undefined {
  const newest = sort === 'newest';
  const only = own?.join();
  const plain = category === '' && community === '' && only === undefined;
  const first = useLive(
    (db) =>
      (newest ? db.project.orderBy('createdAt') : db.projectTally.orderBy('score'))
        .reverse()
        .limit(FIRST)
        .primaryKeys(),
    [newest],
  );
  const all = useLive(
    async (db) => {
      const order = await (newest ? db.project.orderBy('createdAt') : db.projectTally.orderBy('score'))
        .reverse()
        .primaryKeys();
      const sets: ReadonlySet<string>[] = only === undefined ? [] : [new Set(only.split(','))];
      if (category) sets.push(new Set(await db.project.where({ category }).primaryKeys()));
      if (community) sets.push(new Set(await db.project.where({ community }).primaryKeys()));
      return sets.length === 0 ? order : filterInChunks(order, (id) => sets.every((s) => s.has(id)));
    },
    [newest, category, community, only],
  );
  const preloaded = usePreloadedList();
  const ids = all ?? (plain ? (first ?? (newest ? undefined : preloaded?.ids)) : undefined);
  const whole = all !== undefined;
  return useKeptUntil(useMemo(() => ids && { ids, whole }, [ids, whole]));
}

/** The last known value, so that a list stays on the screen until the next one is ready. */
function useKeptUntil<T>(value: T | undefined): T | undefined {
  const [kept, setKept] = useState(value);
  if (value !== undefined && value !== kept) setKept(value);
  return value ?? kept;
}

/** Projects that this member proposed, published or not, queued ones first. */
function useProposals(): string[] {
  const who = useMember();
  const acts = useActs();
  const base = useLive(
    (db) => (who ? db.project.where('author').equals(who.member).primaryKeys() : Promise.resolve([])),
    [who?.member],
  );
  const queued = acts
    .filter((a) => a.name === 'project.propose' && a.state !== 'refused' && typeof a.args.id === 'string')
    .map((a) => String(a.args.id));
  // Compared by value: acts are read again at each try to send, which must not reorder a list of 10,000.
  const ids = [...new Set([...queued, ...(base ?? [])])].join();
  return useMemo(() => (ids === '' ? [] : ids.split(',')), [ids]);
}

/**
 * Ids of the projects to list, in order; undefined until known. `found`: search results, best first; null without a
 * search.
 */
export function useProjectIds(filter: ProjectFilter, found: readonly string[] | null): ListOrder | undefined {
  const proposals = useProposals();
  const supports = useRows('support');
  const polls = useRows('poll');
  const now = useNow();
  const { category, community, mine, sort } = filter;
  const own = useMemo(
    () => (mine ? [...proposals, ...(supports ?? []).map((s) => s.id)] : null),
    [mine, proposals, supports],
  );
  const order = useOrder(filter, own);
  return useMemo(() => {
    if (!order) return undefined;
    const { ids, whole } = order;
    if (found !== null) return { ids: category || community || mine ? narrow(found, [new Set(ids)]) : found, whole };
    // Proposals have no score, so only the index by age contains them. They are shown only with the filter « les miens
    // », at the top. They are few: comparing each row with them is faster than hashing 10,000 ids into a set.
    const others = sort === 'newest' && proposals.length > 0 ? ids.filter((id) => !proposals.includes(id)) : ids;
    const listed = mine && !category && !community ? [...proposals, ...others] : others;
    return { ids: sort === 'closing' ? byClosing(listed, closings(polls ?? [], now)) : listed, whole };
  }, [order, category, community, mine, sort, proposals, polls, found, now]);
}
