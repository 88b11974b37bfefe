import { describe, expect, it } from 'vitest';
import { ASK_ABOVE, planFor, ROW_BYTES } from './listing.ts';

const long = Math.ceil(ASK_ABOVE / ROW_BYTES) + 1;
describe('the public list beyond what syncs', () => {
  it.each([
    ['a short list comes with the page', 199, 0, false, false, 'load'],
    ['a long one waits for a tap where the level or the link says so', long, 50, false, false, 'ask'],
    ['elsewhere it comes by itself', 10_000, 50, true, false, 'load'],
    ['whole and fresh: nothing to fetch', 199, 199, true, true, 'nothing'],
    ['whole but old, short: read again', 199, 199, false, false, 'load'],
    ['whole but old, long: not without a wish', long, long, false, false, 'nothing'],
    ['whole once, but more were published since', 200, 199, false, true, 'load'],
  ] as const)('%s', (_, total, here, prefetch, fresh, plan) => expect(planFor(total, here, prefetch, fresh)).toBe(plan));
});
