import { expect, it } from 'vitest';
import { observe, PACE } from './observe.ts';
import { makeDevice } from '../../testing/device.ts';
import { idOf } from '../../testing/world.ts';

const story = (n: number) => ({
  id: idOf<never>(n),
  title: 't',
  language: 'fr',
  authors: '',
  licence: '',
  source: null,
  words: 1,
  pages: 1,
  bytes: 1,
  createdAt: '',
  _scope: 'public',
  _mark: 0,
});

it('delivers the first result, then the last of each burst of writes, until stopped', async () => {
  const {
    store: { db },
  } = await makeDevice();
  const seen: number[] = [];
  let runs = 0;
  const begun = performance.now();
  const stop = observe(
    () => {
      runs++;
      return db.story.count();
    },
    (n) => seen.push(n),
    (cause) => {
      throw cause;
    },
  );
  await expect.poll(() => seen).toEqual([0]);
  for (let i = 1; i <= 20; i++) await db.story.put(story(i));
  await expect.poll(() => seen.at(-1)).toBe(20);
  // Expects the first run and one per pace, however long the writes take here.
  expect(runs).toBeLessThanOrEqual(2 + (performance.now() - begun) / PACE);
  await db.story.put(story(21));
  await expect.poll(() => seen.at(-1)).toBe(21);
  stop();
  const after = runs;
  await db.story.put(story(22));
  await expect.poll(() => db.story.count()).toBe(22);
  expect(runs).toBe(after);
});

it('delivers results even while writes never pause for as long as the query takes', async () => {
  const {
    store: { db },
  } = await makeDevice();
  const seen: number[] = [];
  const writing = new AbortController();
  const stop = observe(
    async () => {
      const n = await db.story.count();
      for (let i = 0; i < 50; i++) await db.story.count();
      return n;
    },
    (n) => seen.push(n),
    (cause) => {
      throw cause;
    },
  );
  let n = 0;
  const writer = (async () => {
    while (!writing.signal.aborted) await db.story.put(story(++n % 99));
  })();
  await expect.poll(() => seen.length).toBeGreaterThan(3);
  writing.abort();
  await writer;
  stop();
});

it('passes on an error of the query', async () => {
  const errors: unknown[] = [];
  const stop = observe(
    () => Promise.reject(new Error('bug')),
    () => undefined,
    (cause) => errors.push(cause),
  );
  await expect.poll(() => errors.length).toBe(1);
  stop();
});

it('a run that ends after a later one delivers nothing: an old result never replaces a new one', async () => {
  const {
    store: { db },
  } = await makeDevice();
  const seen: number[] = [];
  const read: number[] = [];
  const ended: number[] = [];
  let release = (): void => undefined;
  const late = new Promise<void>((done) => (release = done));
  const stop = observe(
    async () => {
      const n = await db.story.count();
      read.push(n);
      if (n === 1) await late;
      ended.push(n);
      return n;
    },
    (n) => seen.push(n),
    (cause) => {
      throw cause;
    },
  );
  await expect.poll(() => seen).toEqual([0]);
  await db.story.put(story(1));
  await expect.poll(() => read).toEqual([0, 1]);
  await db.story.put(story(2));
  await expect.poll(() => seen).toEqual([0, 2]);
  release();
  await expect.poll(() => ended).toEqual([0, 2, 1]);
  await db.story.put(story(3));
  await expect.poll(() => seen.at(-1)).toBe(3);
  expect(seen).toEqual([0, 2, 3]);
  stop();
});
