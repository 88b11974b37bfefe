import type { Work } from '@egoejo/shared/catalogue/model.ts';
import { CATALOGUE } from '@egoejo/shared/sync/protocol.ts';
import { afterEach, expect, it } from 'vitest';
import { shutDown } from '../../sync/api/session/session.ts';
import { openPage } from '../../sync/testing/page.ts';
import { idOf } from '../../sync/testing/world.ts';
import { NO_FILTER, type WorkFilter } from './list.ts';
import { workIds } from './queries.ts';

afterEach(shutDown);

/** Rows that a test says nothing about, so many that the device keeps them in chunks. */
const OTHERS = 100;
const other = (n: number): Partial<Work> => ({ title: `~${n}`, addedAt: `1990-${n}`, words: -1, licence: '-' });

async function openDevicePage(works: readonly Partial<Work>[]) {
  const { store } = await openPage();
  const all = [...works, ...Array.from({ length: OTHERS }, (_, n) => other(n))];
  await store.db.work.bulkPut(
    all.map((work, n): Work & { _scope: string; _mark: number } => ({
      id: idOf(n + 1),
      title: '',
      authors: '',
      languages: '',
      categories: '',
      year: null,
      series: '',
      seriesNumber: '',
      licence: '',
      colour: '#336644',
      cover: null,
      thumb: null,
      words: 0,
      bytes: 1,
      file: '',
      edition: '',
      community: null,
      addedAt: '',
      ...work,
      _scope: CATALOGUE,
      _mark: 1,
    })),
  );
  return {
    db: store.db,
    /** The titles of these works, without those of the others. */
    titles: async (ids: readonly string[]) =>
      (await store.db.work.bulkGet([...ids])).flatMap((w) => (w && !w.title.startsWith('~') ? [w.title] : [])),
  };
}

const works: Partial<Work>[] = [
  {
    title: 'Zazie',
    languages: 'fr',
    categories: 'fiction children',
    licence: '',
    words: 70_000,
    addedAt: '2026-01-03',
  },
  { title: 'Awa', languages: 'wo fr', categories: 'fiction', licence: 'CC0', words: 12_000, addedAt: '2026-01-02' },
  {
    title: 'Moby',
    languages: 'en',
    categories: 'fiction adventure',
    licence: 'CC0',
    words: 200,
    addedAt: '2026-01-04',
  },
];

it('B12: filters by language, category, length and licence are exact, alone and together, in either order', async () => {
  const { db, titles } = await openDevicePage(works);
  const listed = async (filter: Partial<WorkFilter>) => titles(await workIds(db, { ...NO_FILTER, ...filter }));
  expect(await listed({})).toEqual(['Moby', 'Zazie', 'Awa']);
  expect(await listed({ sort: 'title' })).toEqual(['Awa', 'Moby', 'Zazie']);
  // Also as the second of two languages, and not as the beginning of another.
  expect(await listed({ language: 'fr' })).toEqual(['Zazie', 'Awa']);
  expect(await listed({ language: 'f' })).toEqual([]);
  expect(await listed({ category: 'children' })).toEqual(['Zazie']);
  expect(await listed({ licence: 'CC0', sort: 'title' })).toEqual(['Awa', 'Moby']);
  expect(await listed({ length: 'short' })).toEqual(['Moby']);
  expect(await listed({ length: 'middle' })).toEqual(['Awa']);
  expect(await listed({ length: 'long' })).toEqual(['Zazie']);
  expect(await listed({ language: 'fr', category: 'fiction', licence: 'CC0', length: 'middle' })).toEqual(['Awa']);
  expect(await listed({ language: 'en', length: 'long' })).toEqual([]);
});
