import { afterEach, expect, it } from 'vitest';
import type { CommunityId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { ProjectList, ProjectListRow } from '@egoejo/shared/registry.ts';
import { storeListing } from './listing-store.ts';
import { current, openVisitor, provideEnv, shutDown } from '../session/session.ts';
import { idOf, makeWorld } from '../../testing/world.ts';

const item = (n: number, score: number): ProjectListRow => ({
  id: idOf<ProjectId>(n),
  community: idOf<CommunityId>(1),
  title: `p${n}`,
  summary: '',
  category: '',
  place: '',
  cost: null,
  picture: null,
  createdAt: '',
  score,
  supporters: 1,
});
const pages =
  (...lists: ProjectListRow[][]) =>
  async (after: string | null): Promise<ProjectList> => {
    const i = Number(after ?? 0);
    return { asOf: '', total: 9, next: i + 1 < lists.length ? String(i + 1) : null, items: lists[i] ?? [] };
  };
afterEach(shutDown);

it('stores list rows, never over synced ones; a complete list removes rows that are no longer listed', async () => {
  const world = makeWorld();
  provideEnv(world.env);
  await openVisitor();
  const { db } = current()!.store;
  const { score: _s, supporters: _n, ...head } = item(2, 0);
  await db.project.put({
    ...head,
    title: 'synced',
    status: 'published',
    author: null,
    reason: null,
    _scope: 'community:x',
    _mark: 1,
  });
  await storeListing(true, pages([item(1, 9), item(2, 8)], [item(3, 7)]));
  expect((await db.project.toArray()).map((p) => [p.title, p._scope])).toEqual([
    ['p1', 'listing'],
    ['synced', 'community:x'],
    ['p3', 'listing'],
  ]);
  expect((await db.projectTally.orderBy('score').toArray()).map((t) => t.score)).toEqual([7, 8, 9]);
  world.advance(1000);
  await storeListing(false, pages([item(4, 9)], [item(5, 1)]));
  expect(await db.project.count()).toBe(4);
  world.advance(1000);
  await storeListing(true, pages([item(3, 7)]));
  expect((await db.project.toArray()).map((p) => p.title)).toEqual(['synced', 'p3']);
});
