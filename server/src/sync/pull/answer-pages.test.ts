import { expect, it } from 'vitest';
import type { Scope, ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import { collectPages } from './answer-pages.ts';
import type { RawRow, Reader } from './pull-request.ts';
import type { Counter } from './scope-counters.ts';

const MINE: Scope = 'member:00000000-0000-4000-8000-000000000001';
const POLLS: Scope = 'polls:public';
const PUBLIC: Scope = 'public';
const cursor = (scope: Scope): ScopeCursor => ({ scope, entities: { story: 1 }, rev: 1, table: '~', id: '' });
const counter = (scope: Scope): Counter => ({ scope, visible: true, rev: 2, floor: 0, era: null, ended: null });
const row: RawRow = { rev: 2, e: 'story', id: 'a', json: '{"id":"a"}' };

/** One changed row in each scope, and an answer that may take so many statements. */
async function answer(scopes: readonly Scope[], statements: number) {
  let read = 0;
  const reader: Reader = {
    rows: async () => {
      read++;
      return [row];
    },
    limit: 10,
    statements: () => read,
  };
  const { pages, more } = await collectPages(
    {
      member: null,
      cursors: scopes.map(cursor),
      sameEpoch: true,
      marks: false,
      moved: new Set(scopes),
      wire: (bytes) => bytes,
      effort: { statements, ms: 60_000 },
    },
    new Map(scopes.map((scope) => [scope, counter(scope)])),
    reader,
  );
  return { scopes: pages.map((p) => p.scope), more };
}

it('S15: an answer at its limit says that there is more as long as a scope is left, and only then', async () => {
  expect(await answer([PUBLIC, POLLS, MINE], 1)).toEqual({ scopes: [MINE], more: true });
  expect(await answer([PUBLIC, POLLS, MINE], 2)).toEqual({ scopes: [MINE, POLLS], more: true });
  expect(await answer([PUBLIC, POLLS, MINE], 3)).toEqual({ scopes: [MINE, POLLS, PUBLIC], more: false });
  expect(await answer([PUBLIC], 99)).toEqual({ scopes: [PUBLIC], more: false });
});
