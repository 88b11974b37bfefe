import { describe, expect, it } from 'vitest';
import { ASK_ABOVE, planFor, ROW_BYTES } from './listing.ts';

const long = Math.ceil(ASK_ABOVE / ROW_BYTES) + 1;
describe('the public list of projects that are not synced', () => {
  it.each([
    ['a short list is loaded with the page', 199, 0, false, false, 'load'],
    ['a long one waits for a tap at eco levels or connections that require it', long, 50, false, false, 'ask'],
    ['otherwise it is loaded automatically', 10_000, 50, true, false, 'load'],
    ['complete and fresh: nothing to load', 199, 199, true, true, 'nothing'],
    ['complete but old, short: loaded again', 199, 199, false, false, 'load'],
    ['complete but old, long: not loaded without a request', long, long, false, false, 'nothing'],
    ['complete before, but more were published since', 200, 199, false, true, 'load'],
  ] as const)('%s', (_, total, here, prefetch, fresh, plan) =>
    expect(planFor(total, here, prefetch, fresh)).toBe(plan),
  );
});
