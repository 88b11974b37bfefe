import { expect, it } from 'vitest';
import { AppError } from '../http/app-error.ts';
import { createWorkLimit } from './work-limit.ts';

/** Work that ends when the test ends it. */
function heldWork() {
  const ends: (() => void)[] = [];
  return { start: () => new Promise<void>((end) => ends.push(end)), ends };
}
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

it('runs up to the limit at once, queues up to the limit, and refuses the next without starting it', async () => {
  const limit = createWorkLimit({ places: 2, queue: 3, refusal: 'sync.busy', retrySeconds: 4 });
  const { start, ends } = heldWork();
  const calls = Array.from({ length: 5 }, () => limit.run(start));
  await settled();
  expect(ends).toHaveLength(2);
  await expect(limit.run(start)).rejects.toThrow(
    expect.objectContaining({ code: 'sync.busy', status: 503, retryAfter: '4' }),
  );
  for (let ended = 0; ended < 5; ended++) {
    ends[ended]?.();
    await settled();
    expect(ends).toHaveLength(Math.min(5, ended + 3));
  }
  await Promise.all(calls);
  expect(limit.seen()).toEqual({ started: 5, most: 2 });
});

it('a failure frees its place', async () => {
  const limit = createWorkLimit({ places: 1, queue: 0, refusal: 'sync.busy', retrySeconds: 1 });
  for (let i = 0; i < 3; i++)
    await expect(limit.run(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
  const { start, ends } = heldWork();
  const call = limit.run(start);
  await expect(limit.run(start)).rejects.toThrow(AppError);
  ends[0]?.();
  await call;
  expect(await limit.run(async () => 'free')).toBe('free');
});

it('one caller has its share of places and queue, and leaves the rest to others', async () => {
  const limit = createWorkLimit({ places: 1, queue: 9, each: 2, refusal: 'sync.busy', retrySeconds: 1 });
  const { start, ends } = heldWork();
  const mine = [limit.run(start, 'one'), limit.run(start, 'one')];
  await expect(limit.run(start, 'one')).rejects.toThrow(AppError);
  const theirs = limit.run(start, 'another');
  for (let ended = 0; ended < 3; ended++) {
    await settled();
    ends[ended]?.();
  }
  await Promise.all([...mine, theirs]);
  expect(await limit.run(async () => 'again', 'one')).toBe('again');
});
