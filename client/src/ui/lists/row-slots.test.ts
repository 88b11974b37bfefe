import { expect, it } from 'vitest';
import { BLOCK, inSlots } from './row-slots.ts';

const ids = Array.from({ length: 10 * BLOCK + 7 }, (_, i) => `p${i}`);

it('a window that moves by a block has one new slot; the others are as they were', () => {
  for (let first = 0; first + 4 < 11; first++) {
    const before = inSlots(ids, { from: first * BLOCK, to: (first + 4) * BLOCK });
    const after = inSlots(ids, { from: (first + 1) * BLOCK, to: (first + 5) * BLOCK });
    expect(before.filter((slot, i) => slot.join() !== after[i]?.join()).length).toBe(1);
  }
});

it('has each row of a window once, whatever its length, and none beyond the list', () => {
  for (const [from, to] of [
    [0, 2],
    [3, 7],
    [4, 10],
    [9, 13],
    [2, 2],
  ] as const) {
    const wanted = ids.slice(from * BLOCK, to * BLOCK);
    expect(
      inSlots(ids, { from: from * BLOCK, to: to * BLOCK })
        .flat()
        .sort(),
    ).toEqual(wanted.sort());
  }
});
