import { describe, expect, it } from 'vitest';
import { dueRuns, nextPages } from './runs-rules.ts';

const at = (text: string): number => Date.parse(text);

describe('chunks', () => {
  it('R8: the chunk size grows page by page while chunks are fast and shrinks at once when they are slow, between one page and eight', () => {
    expect([
      nextPages(1, 5),
      nextPages(4, 20),
      nextPages(8, 20),
      nextPages(8, 100),
      nextPages(4, 900),
      nextPages(1, 900),
      nextPages(1, 0),
    ]).toEqual([2, 5, 8, 4, 1, 1, 2]);
  });
});

describe('what is due', () => {
  it('R8 R10: the latest time of each kind only, oldest first, and none from before it was enabled', () => {
    const now = at('2026-11-20T12:00:00Z');
    const since = at('2026-10-20T00:00:00Z');
    expect(
      dueRuns(
        [
          { kind: 'compost', since },
          { kind: 'redistribution', since },
        ],
        now,
      ),
    ).toEqual([
      { kind: 'redistribution', at: at('2026-11-02T04:00:00Z') },
      { kind: 'compost', at: at('2026-11-16T03:00:00Z') },
    ]);
    expect(
      dueRuns(
        [
          { kind: 'compost', since: at('2026-11-16T03:00:00Z') },
          { kind: 'redistribution', since: now },
        ],
        now,
      ),
    ).toEqual([]);
  });
});
