import { expect, it } from 'vitest';
import { topicOf, waysOf } from './model.ts';
import { isQuiet, isZone, lastTime, minuteIn, quietEnd } from './quiet.ts';

const at = (iso: string): number => Date.parse(iso);
const night = (zone: string) => ({ from: 22 * 60, to: 7 * 60, zone });

it('is quiet between two times of the member’s own clock, also past midnight', () => {
  const paris = night('Europe/Paris');
  expect(isQuiet(paris, at('2026-11-23T20:59:59Z'))).toBe(false);
  expect(isQuiet(paris, at('2026-11-23T21:00:00Z'))).toBe(true);
  expect(isQuiet(paris, at('2026-11-24T05:59:00Z'))).toBe(true);
  expect(isQuiet(paris, at('2026-11-24T06:00:00Z'))).toBe(false);
  expect(isQuiet(night('Africa/Dakar'), at('2026-11-24T06:30:00Z'))).toBe(true);
  const noon = { from: 720, to: 840, zone: 'Africa/Dakar' };
  expect([11, 12, 13, 14].map((h) => isQuiet(noon, at(`2026-11-24T${h}:00:00Z`)))).toEqual([false, true, true, false]);
  expect(isQuiet(null, 0) || isQuiet(undefined, 0) || isQuiet({ ...noon, to: noon.from }, 0)).toBe(false);
});

it('ends at the minute, also in a night with a change of clocks', () => {
  const paris = night('Europe/Paris');
  expect(quietEnd(paris, at('2026-11-23T23:12:34Z'))).toBe(at('2026-11-24T06:00:00Z'));
  expect(quietEnd(paris, at('2026-03-28T22:00:00Z'))).toBe(at('2026-03-29T05:00:00Z'));
  expect(quietEnd(paris, at('2026-10-24T21:30:00Z'))).toBe(at('2026-10-25T06:00:00Z'));
  expect(quietEnd(paris, at('2026-11-23T12:00:00Z'))).toBe(at('2026-11-23T12:00:00Z'));
});

it('finds the last time it was seven', () => {
  expect(lastTime('UTC', 420, at('2026-11-23T07:00:59Z'))).toBe(at('2026-11-23T07:00:00Z'));
  expect(lastTime('UTC', 420, at('2026-11-23T06:59:00Z'))).toBe(at('2026-11-22T07:00:00Z'));
  expect(lastTime('Europe/Paris', 420, at('2026-10-25T20:00:00Z'))).toBe(at('2026-10-25T06:00:00Z'));
  expect(lastTime('Asia/Kathmandu', 420, at('2026-11-23T20:10:00Z'))).toBe(at('2026-11-23T01:15:00Z'));
});

it('knows zones by their IANA names, and nothing else', () => {
  expect(['Africa/Dakar', 'Europe/Paris', 'UTC'].every(isZone)).toBe(true);
  expect(['', 'Mars/Olympus', '+02:00', 'Europe/', '../etc'].filter(isZone)).toEqual([]);
  expect(minuteIn('UTC', at('2026-11-23T00:05:00Z'))).toBe(5);
});

it('has one topic for all that becomes of a proposal, and usual ways where nothing was chosen', () => {
  expect((['published', 'declined', 'withdrawn', 'news'] as const).map(topicOf)).toEqual([
    'proposal',
    'proposal',
    'proposal',
    'news',
  ]);
  expect(waysOf(undefined, 'news')).toEqual({ app: true, mail: false, push: true });
  expect(waysOf({}, 'announcement').mail).toBe(true);
  expect(waysOf({}, 'talk').mail).toBe('withoutDevice');
  const none = { app: false, mail: false, push: false };
  expect(waysOf({ news: none }, 'news')).toEqual(none);
});
