import { beforeEach, expect, it } from 'vitest';
import { type Around, fetchNextAhead, keepAhead, untilDone } from './ahead.ts';

const [one, two] = ['/assets/lazy-ahead-One.js', '/assets/lazy-ahead-Two.js'];
const page = '/assets/index-1.js';
/** What the device keeps, in order, and what is asked of the server. */
let kept: Map<string, Response>;
let asked: string[];
let full: boolean;
let around: Around;
let served: { page: string; files: string[] } | null;

beforeEach(() => {
  [kept, asked, full, served] = [new Map(), [], false, { page, files: [one] }];
  const cache = {
    match: async (path: string) => kept.get(path)?.clone(),
    put: async (path: string, answer: Response) => {
      if (full) throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
      kept.set(path, answer);
    },
    keys: async () => [...kept.keys()].map((path) => ({ url: `http://localhost${path}` })),
    delete: async (url: string) => kept.delete(new URL(url).pathname),
  };
  around = {
    caches: { open: async () => cache },
    async fetch(path) {
      asked.push(path);
      if (served === null) throw new TypeError('no network');
      return path === '/ahead.json' ? Response.json(served) : new Response('code');
    },
  };
});

it('fetches what is missing and stores the list last; afterwards nothing is asked', async () => {
  await keepAhead(page, around);
  expect([...kept.keys()]).toEqual([one, '/ahead.json']);
  await keepAhead(page, around);
  expect(asked).toEqual(['/ahead.json', one]);
  kept.delete(one);
  await keepAhead(page, around);
  expect(asked).toEqual(['/ahead.json', one, one]);
});

it('keeps the running version’s files beside those of the next, until that runs', async () => {
  await keepAhead(page, around);
  kept.set('/assets/lazy-sky-Any.js', new Response('code'));
  served = { page: '/assets/index-2.js', files: [two] };
  await fetchNextAhead(around);
  await keepAhead(page, around);
  expect([...kept.keys()]).toEqual([one, '/ahead.json', '/assets/lazy-sky-Any.js', two]);
  served = null;
  await expect(keepAhead('/assets/index-2.js', around)).rejects.toThrow('no network');
  served = { page: '/assets/index-2.js', files: [two] };
  await keepAhead('/assets/index-2.js', around);
  expect([...kept.keys()]).toEqual(['/ahead.json', '/assets/lazy-sky-Any.js', two]);
  expect(await kept.get('/ahead.json')?.clone().json()).toEqual(served);
});

it('takes nothing of a version that does not run yet, and does without what finds no room', async () => {
  await keepAhead('/assets/index-0.js', around);
  expect(asked).toEqual(['/ahead.json']);
  full = true;
  await fetchNextAhead(around);
  expect([...kept.keys()]).toEqual([]);
});

it('tries again when the network is back', async () => {
  served = null;
  await untilDone(
    () => keepAhead(page, around),
    async () => void (served = asked.length < 2 ? null : { page, files: [one] }),
  );
  expect(asked).toEqual(['/ahead.json', '/ahead.json', '/ahead.json', one]);
  expect(kept.size).toBe(2);
});
