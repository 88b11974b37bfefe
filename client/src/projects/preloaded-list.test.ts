import { expect, it } from 'vitest';
import type { CommunityId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { Project } from '@egoejo/shared/projects/model.ts';
import { makeDevice } from '../sync/testing/device.ts';
import { idOf, makeWorld, MEMBER } from '../sync/testing/world.ts';
import { keepList } from './kept-list.ts';
import { startPreloadedList, PRELOADED, preloadedList, preloadedListOf } from './preloaded-list.ts';

const project = (n: number, status: Project['status'] = 'published') => ({
  id: idOf<ProjectId>(n),
  community: idOf<CommunityId>(900),
  title: `Projet ${n}`,
  summary: '',
  category: '',
  place: '',
  cost: null,
  picture: null,
  status,
  author: null,
  reason: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  _scope: 'community:900',
  _mark: 1,
});
const tally = (n: number, score: number) => ({
  id: idOf<ProjectId>(n),
  score,
  supporters: 1,
  _scope: 'community:900',
  _mark: 1,
});

it('reads this device’s fifty published projects with the highest scores, in order', async () => {
  const { world, store } = await makeDevice();
  const numbers = Array.from({ length: 60 }, (_, n) => n);
  await store.db.project.bulkPut(numbers.map((n) => project(n, n === 58 ? 'withdrawn' : 'published')));
  await store.db.projectTally.bulkPut(numbers.map((n) => tally(n, n * 10)));
  await keepList(store.db);
  startPreloadedList(world.env.indexedDB, MEMBER);
  const list = await preloadedList();
  expect(list?.ids.slice(0, 3)).toEqual([59, 57, 56].map(idOf));
  expect(list?.ids).toHaveLength(PRELOADED - 1);
  expect([list?.projects.get(idOf(59))?.title, list?.tallies.get(idOf(59))?.score]).toEqual(['Projet 59', 590]);
  // It has closed its connection, so the store can be deleted.
  store.close();
  await new Promise((gone, refused) => {
    const request = world.env.indexedDB.deleteDatabase(`egoejo-${MEMBER}`);
    request.addEventListener('success', gone);
    request.addEventListener('blocked', refused);
  });
});

it('S18: shows no data of one member to another, nor to a visitor', async () => {
  const { world, store } = await makeDevice();
  await store.db.project.put(project(1));
  await store.db.projectTally.put(tally(1, 10));
  await keepList(store.db);
  startPreloadedList(world.env.indexedDB, MEMBER);
  expect((await preloadedList())?.ids).toEqual([idOf(1)]);
  expect([preloadedListOf(MEMBER)?.ids, preloadedListOf(null), preloadedListOf('another')]).toEqual([
    [idOf(1)],
    null,
    null,
  ]);
  startPreloadedList(world.env.indexedDB, null);
  expect([await preloadedList(), preloadedListOf(MEMBER)]).toEqual([null, null]);
});

it('is never older than the rows: whatever changes one of them removes the list kept ready', async () => {
  const { world, store } = await makeDevice();
  const changes = [
    () => store.db.projectTally.put(tally(1, 12)),
    () => store.db.project.bulkPut(Array.from({ length: 80 }, (_, n) => project(n + 10))),
    () => store.db.project.where('_scope').equals('community:900').delete(),
    () => store.db.projectTally.clear(),
  ];
  for (const change of changes) {
    await store.db.project.put(project(1));
    await store.db.projectTally.put(tally(1, 10));
    await keepList(store.db);
    await store.fold();
    startPreloadedList(world.env.indexedDB, MEMBER);
    expect((await preloadedList())?.ids).toEqual([idOf(1)]);
    await change();
    startPreloadedList(world.env.indexedDB, MEMBER);
    expect(await preloadedList()).toBeNull();
  }
});

it('creates no database where none exists', async () => {
  const { env } = makeWorld();
  startPreloadedList(env.indexedDB, MEMBER);
  expect(await preloadedList()).toBeNull();
  expect(await env.indexedDB.databases()).toEqual([]);
});
