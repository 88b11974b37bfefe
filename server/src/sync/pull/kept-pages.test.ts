import { END_OF_REV, PAGE, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import { expect, it } from 'vitest';
import { KeptPages } from './kept-pages.ts';
import type { PulledPage } from './pull-request.ts';
import { pagesOf } from './pages.ts';
import type { PullRequest, RawRow, Reader } from './pull-request.ts';
import type { Counter } from './scope-counters.ts';

const SCOPE = 'community:00000000-0000-4000-8000-000000000001';
const start: ScopeCursor = { scope: SCOPE, entities: { project: 1 }, rev: 0, table: '', id: '' };
const asked: PullRequest = {
  member: null,
  cursors: [],
  sameEpoch: true,
  marks: true,
  moved: new Set(),
  wire: (bytes) => bytes,
};
const counterAt = (rev: number, era = 'e1'): Counter => ({
  scope: SCOPE,
  visible: true,
  rev,
  floor: 0,
  era,
  ended: {},
});

/** A scope of `count` rows, each of 30 KB, so that a page has four. */
function scopeOf(count: number): Reader & { reads: number; starts: number } {
  const rows = Array.from({ length: count }, (_, n): RawRow => {
    const id = String(n).padStart(4, '0');
    return { rev: 1, e: 'project', id, json: JSON.stringify({ id, text: 'x'.repeat(30_000) }) };
  });
  return {
    limit: PAGE.rows,
    reads: 0,
    starts: 0,
    statements: () => 0,
    async rows(_cursor, at) {
      this.reads++;
      if (at.rev === 0) this.starts++;
      return rows.filter((row) => at.rev === 0 || (at.table !== END_OF_REV && row.id > at.id));
    },
  };
}
async function collect(pages: AsyncGenerator<PulledPage>, most = Infinity): Promise<string[]> {
  const lines: string[] = [];
  for await (const page of pages) {
    lines.push(page.line);
    if (lines.length >= most) break;
  }
  return lines;
}

it('S14 S15: a second device gets the same pages as the first, without another read of the rows', async () => {
  const kept = new KeptPages();
  const reader = scopeOf(11);
  const alone = await collect(pagesOf(asked, start, counterAt(1), scopeOf(11)));
  expect(alone).toHaveLength(3);
  expect(await collect(kept.pagesOf(asked, start, counterAt(1), reader))).toEqual(alone);
  expect(await collect(kept.pagesOf({ ...asked, sameEpoch: false }, start, counterAt(1), reader))).toEqual(alone);
  expect(reader.reads).toBe(1);
});

it('S14: an answer that ended early is continued, by the next device from its beginning and by the same one behind it', async () => {
  const kept = new KeptPages();
  const reader = scopeOf(11);
  const alone = await collect(pagesOf(asked, start, counterAt(1), scopeOf(11)));
  expect(await collect(kept.pagesOf(asked, start, counterAt(1), reader), 1)).toEqual(alone.slice(0, 1));
  const behind = (JSON.parse(alone[0]!) as { cursor: ScopeCursor }).cursor;
  expect(await collect(kept.pagesOf(asked, behind, counterAt(1), reader))).toEqual(alone.slice(1));
  expect(await collect(kept.pagesOf({ ...asked, sameEpoch: false }, start, counterAt(1), reader))).toEqual(alone);
  expect(reader.reads).toBe(3);
});

it('S14: pages of another rev, another era, other entities or the member’s own scope are read anew', async () => {
  const kept = new KeptPages();
  const reader = scopeOf(2);
  const read = (cursor: ScopeCursor, counter: Counter) => collect(kept.pagesOf(asked, cursor, counter, reader));
  await read(start, counterAt(1));
  await read(start, counterAt(2));
  await read(start, counterAt(1, 'e2'));
  await read({ ...start, entities: { project: 2 } }, counterAt(1));
  const own = 'member:00000000-0000-4000-8000-000000000002';
  await read({ ...start, scope: own }, { ...counterAt(1), scope: own });
  await read({ ...start, scope: own }, { ...counterAt(1), scope: own });
  expect(reader.reads).toBe(6);
  // A device that is up to date asks for changes, which are never kept.
  const done = { ...start, rev: 1, table: END_OF_REV, mark: 'e1' };
  await read(done, counterAt(2));
  await read(done, counterAt(2));
  expect(reader.reads).toBe(8);
});

it('keeps at most 32 MB, and of one scope at most 8', async () => {
  const kept = new KeptPages();
  const large = scopeOf(400);
  const all = await collect(kept.pagesOf(asked, start, counterAt(1), large));
  expect(await collect(kept.pagesOf(asked, start, counterAt(1), large))).toEqual(all);
  // The part that was kept ends inside the run: the rest was read again.
  expect(large.reads).toBe(2);
  const others = scopeOf(300);
  for (const rev of [2, 3, 4, 5, 6]) await collect(kept.pagesOf(asked, start, counterAt(rev), others));
  await collect(kept.pagesOf(asked, start, counterAt(6), others));
  expect(others.starts).toBe(5);
  await collect(kept.pagesOf(asked, start, counterAt(2), others));
  expect(others.starts).toBe(6);
});
