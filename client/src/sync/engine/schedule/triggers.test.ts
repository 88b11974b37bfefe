import { expect, it } from 'vitest';
import { mayStart } from './triggers.ts';

it('S19: without pending acts only a tap or signing in starts an exchange at level 5; with one, every event does', () => {
  const events = ['start', 'online', 'visible', 'timer', 'background', 'mutation', 'tap', 'signed-in'] as const;
  expect(events.filter((why) => mayStart(why, 5, 0))).toEqual(['tap', 'signed-in']);
  expect(events.filter((why) => mayStart(why, 5, 1))).toEqual([...events]);
  // Nothing was queued: neither the queue nor the service worker has a reason, at any level.
  expect(events.filter((why) => !mayStart(why, 1, 0))).toEqual(['background', 'mutation']);
});
