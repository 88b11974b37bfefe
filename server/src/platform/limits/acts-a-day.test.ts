import { expect, it } from 'vitest';
import { createActsADay } from './acts-a-day.ts';

it('limits an account’s acts per day, refuses a batch over the limit as a whole, and starts again after a day', () => {
  let now = 0;
  const acts = createActsADay(100, () => now);
  expect([acts('awa', 60), acts('awa', 40), acts('moussa', 100)]).toEqual([null, null, null]);
  expect(acts('awa', 1)).toEqual({ retryAfter: 3600 });
  expect(acts('awa', 0)).toBeNull();
  now = 86_400_000 - 10_000;
  expect(acts('awa', 1)).toEqual({ retryAfter: 10 });
  now = 86_400_000;
  expect([acts('awa', 99), acts('awa', 2), acts('awa', 1)]).toEqual([null, { retryAfter: 3600 }, null]);
});
