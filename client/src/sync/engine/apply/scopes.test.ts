import { expect, it } from 'vitest';
import type { Part } from '../store/cursor-row.ts';
import { mergeParts, openedBy, planParts, wantedEntities, wantedScopes } from './scopes.ts';
import { idOf, MEMBER, WHO } from '../../testing/world.ts';

const part = (entities: Record<string, number>, over: Partial<Part> = {}, rev = 5): Part => ({
  cursor: { scope: 'public', entities, rev, table: '~', id: '' },
  done: true,
  mark: 1,
  sweep: false,
  frozen: false,
  ...over,
});
const shape = (parts: Part[]) => parts.map((p) => [p.cursor.rev, p.frozen, Object.keys(p.cursor.entities)]);

it('S15: orders scopes: the member’s first, then polls, communities, the rest, each community once', () => {
  const c = idOf(9);
  const opened = [...openedBy('roomMember', [c]), ...openedBy('membership', [c, c, 'damaged'])];
  expect(wantedScopes(WHO, opened)).toEqual([
    `member:${MEMBER}`,
    'polls:public',
    `polls:community:${c}`,
    `room:${c}`,
    `community:${c}`,
    'public',
    'catalogue',
  ]);
  expect(wantedScopes({ member: null, device: null }, [])).toEqual(['polls:public', 'public', 'catalogue']);
});
it('requests long texts only where the eco level allows them, the member’s own always, a member’s rows in their scope only', () => {
  expect(wantedEntities('community:x', false)).not.toHaveProperty('projectText');
  expect(wantedEntities('community:x', true)).toHaveProperty('projectText');
  expect(wantedEntities('member:x', false)).toHaveProperty('projectText');
  expect(wantedEntities('public', true)).not.toHaveProperty('wallet');
  // A scope is asked only for what it may hold: each name costs bytes in every request.
  expect(Object.keys(wantedEntities('polls:community:x', true))).toEqual(['poll', 'pollTally']);
  expect(wantedEntities('community:x', true)).toHaveProperty('community');
  expect(wantedEntities('community:x', true)).not.toHaveProperty('cycle');
});
it('B1: works are asked for where the eco level fetches long texts, or once the member asked for the catalogue', () => {
  const asks = (texts: boolean, works: boolean) =>
    ['catalogue', 'community:x', 'public'].map((scope) => 'work' in wantedEntities(scope, texts, works));
  expect(asks(true, false)).toEqual([true, true, false]);
  expect(asks(false, false)).toEqual([false, false, false]);
  expect(asks(false, true)).toEqual([true, true, false]);
  expect(wantedEntities('community:x', false, true)).not.toHaveProperty('projectText');
});
it('S14: an entity not pulled yet gets a cursor of its own at the beginning', () =>
  expect(shape(planParts([part({ cycle: 1 })], 'public', { cycle: 1, silo: 1 }))).toEqual([
    [5, false, ['cycle']],
    [0, false, ['silo']],
  ]));
it('S14: an entity with a changed version is pulled from the beginning', () =>
  expect(shape(planParts([part({ cycle: 99, silo: 1 })], 'public', { cycle: 1, silo: 1 }))).toEqual([
    [5, false, ['silo']],
    [0, false, ['cycle']],
  ]));
it('an entity that is no longer requested keeps its cursor unsent and resumes from there', () => {
  const scope = `community:${idOf(9)}`;
  const off = planParts([part({ project: 2, projectText: 1 })], scope, { project: 2 });
  expect(shape(off)).toEqual([
    [5, false, ['project']],
    [5, true, ['projectText']],
  ]);
  expect(shape(planParts(off, scope, { project: 2, projectText: 1 }))).toEqual([
    [5, false, ['project', 'projectText']],
  ]);
});
it('an entity that the scope cannot hold is left out: earlier builds asked every scope for every one', () => {
  const earlier = part({ cycle: 1, project: 2, comment: 1 });
  expect(shape(planParts([earlier], 'public', { cycle: 1 }))).toEqual([[5, false, ['cycle']]]);
});
it('S14: cursors are merged only when both are complete at the same rev', () => {
  expect(mergeParts([part({ a: 1 }), part({ b: 1 })])).toHaveLength(1);
  expect(mergeParts([part({ a: 1 }), part({ b: 1 }, {}, 6)])).toHaveLength(2);
  expect(mergeParts([part({ a: 1 }), part({ b: 1 }, { done: false })])).toHaveLength(2);
  // A cursor made void by a restore does not become valid by merging with one pulled anew (S29).
  expect(mergeParts([part({ a: 1 }), part({ b: 1 }, { stale: true })])).toHaveLength(2);
});
it('S14: cursors written in different eras are not merged, because one would vouch for the other', () => {
  const marked = (entities: Record<string, number>, mark: string): Part => ({
    ...part(entities),
    cursor: { ...part(entities).cursor, mark },
  });
  expect(mergeParts([marked({ a: 1 }, 'x'), marked({ b: 1 }, 'x')])).toHaveLength(1);
  expect(mergeParts([marked({ a: 1 }, 'x'), marked({ b: 1 }, 'y')])).toHaveLength(2);
  expect(mergeParts([marked({ a: 1 }, 'x'), part({ b: 1 })])).toHaveLength(2);
});
