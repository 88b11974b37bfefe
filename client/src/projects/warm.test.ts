import { expect, it } from 'vitest';
import type { CommunityId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { Project } from '@egoejo/shared/projects/model.ts';
import { makeDevice } from '../sync/testing/device.ts';
import { idOf, makeWorld, MEMBER } from '../sync/testing/world.ts';
import { startWarmList, WARM, warmList, warmListOf } from './warm.ts';

const project = (n: number, status: Project['status'] = 'published') => ({
  id: idOf<ProjectId>(n), community: idOf<CommunityId>(900), title: `Projet ${n}`, summary: '', category: '', place: '', cost: null,
  picture: null, status, author: null, createdAt: '2026-01-01T00:00:00.000Z', _scope: 'community:900', _mark: 1,
});
const tally = (n: number, score: number) => ({ id: idOf<ProjectId>(n), score, supporters: 1, _scope: 'community:900', _mark: 1 });

it('reads the best fifty of this device by score, best first, without those that are not published', async () => {
  const { world, store } = await makeDevice();
  const numbers = Array.from({ length: 60 }, (_, n) => n);
  await store.db.project.bulkPut(numbers.map((n) => project(n, n === 58 ? 'withdrawn' : 'published')));
  await store.db.projectTally.bulkPut(numbers.map((n) => tally(n, n * 10)));
  startWarmList(world.env.indexedDB, MEMBER);
  const list = await warmList();
  expect(list?.ids.slice(0, 3)).toEqual([59, 57, 56].map(idOf));
  expect(list?.ids).toHaveLength(WARM - 1);
  expect([list?.projects.get(idOf(59))?.title, list?.tallies.get(idOf(59))?.score]).toEqual(['Projet 59', 590]);
  // It closed what it opened: the store can be removed.
  store.close();
  await new Promise((gone, refused) => {
    const request = world.env.indexedDB.deleteDatabase(`egoejo-${MEMBER}`);
    request.addEventListener('success', gone);
    request.addEventListener('blocked', refused);
  });
});

it('S18: gives nothing of one member to another, nor to a visitor', async () => {
  const { world, store } = await makeDevice();
  await store.db.project.put(project(1));
  await store.db.projectTally.put(tally(1, 10));
  startWarmList(world.env.indexedDB, MEMBER);
  expect((await warmList())?.ids).toEqual([idOf(1)]);
  expect([warmListOf(MEMBER)?.ids, warmListOf(null), warmListOf('another')]).toEqual([[idOf(1)], null, null]);
  startWarmList(world.env.indexedDB, null);
  expect([await warmList(), warmListOf(MEMBER)]).toEqual([null, null]);
});

it('makes no database where there is none', async () => {
  const { env } = makeWorld();
  startWarmList(env.indexedDB, MEMBER);
  expect(await warmList()).toBeNull();
  expect(await env.indexedDB.databases()).toEqual([]);
});
