import { expect, it } from 'vitest';
import { savedBy } from './transfers.ts';

it('counts as saved only media that the browser’s own cache served', () => {
  const entry = {
    name: 'https://x.example/media/pictures/a-s.webp',
    transferSize: 0,
    encodedBodySize: 700,
    workerStart: 0,
  };
  expect(savedBy(entry)).toBe(700);
  expect(savedBy({ ...entry, transferSize: 1000 })).toBe(0);
  expect(savedBy({ ...entry, name: 'https://x.example/assets/app.js' })).toBe(0);
  // The service worker may have fetched it.
  expect(savedBy({ ...entry, workerStart: 12.5 })).toBe(0);
});
