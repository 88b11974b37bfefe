/** Reads the catalogue on this device. Filters use the indexes alone: no row is read to choose those that are shown. */
import { useMemo } from 'react';
import { filterInChunks } from '../../platform/page/chunked.ts';
import { useLive, useRow, useRows, type EgoejoDb } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { holding, LENGTHS, singles, type WorkFilter } from './list.ts';

const valuesOf = async (db: EgoejoDb, index: 'languages' | 'categories' | 'licence'): Promise<string[]> =>
  (await db.work.orderBy(index).uniqueKeys()).map(String);

/** Ids of the works in which `value` stands among those of an index. */
async function having(db: EgoejoDb, index: 'languages' | 'categories', value: string): Promise<Set<string>> {
  const texts = holding(await valuesOf(db, index), value);
  const found = await Promise.all(texts.map((text) => db.work.where(index).equals(text).primaryKeys()));
  return new Set(found.flat());
}

/** Ids in the filter's order. */
export async function workIds(
  db: EgoejoDb,
  { language, category, licence, length, sort }: WorkFilter,
): Promise<readonly string[]> {
  const order = await (sort === 'title'
    ? db.work.orderBy('title').primaryKeys()
    : db.work.orderBy('addedAt').reverse().primaryKeys());
  const sets: ReadonlySet<string>[] = [];
  if (language) sets.push(await having(db, 'languages', language));
  if (category) sets.push(await having(db, 'categories', category));
  if (licence) sets.push(new Set(await db.work.where({ licence }).primaryKeys()));
  if (length) {
    const [from, below] = LENGTHS[length];
    sets.push(new Set(await db.work.where('words').between(from, below, true, false).primaryKeys()));
  }
  return sets.length === 0 ? order : filterInChunks(order, (id) => sets.every((s) => s.has(id)));
}
/** The same, followed; undefined until known. */
export const useWorkIds = (filter: WorkFilter): readonly string[] | undefined =>
  useLive((db) => workIds(db, filter), [filter]);

/** What the works on this device can be filtered by. */
export function useFacets(): { languages: string[]; categories: string[]; licences: string[] } | undefined {
  const values = useLive(
    async (db) => Promise.all((['languages', 'categories', 'licence'] as const).map((index) => valuesOf(db, index))),
    [],
  );
  return useMemo(() => {
    const [languages = [], categories = [], licences = []] = values ?? [];
    return (
      values && {
        languages: singles(languages),
        categories: singles(categories),
        licences: licences.filter((l) => l !== ''),
      }
    );
  }, [values]);
}

/** The number of works on this device. */
export const useWorkCount = (): number | undefined => useLive((db) => db.work.count(), []);
/** Whether the member asked for the list at an eco level that does not fetch it by itself. */
export const useListAsked = (): boolean | undefined =>
  useLive(async (db) => (await db.followed.get('catalogue')) !== undefined, []);

/** Whether the member adds books to the catalogue: for everybody, or for a community (B2). */
export function useMayImport(): boolean {
  const who = useMember();
  const roles = useRow('profile', who?.member)?.roles ?? [];
  const animates = useRows('membership')?.some((m) => m.role === 'animator') ?? false;
  return who !== null && (animates || roles.includes('animator') || roles.includes('administrator'));
}
