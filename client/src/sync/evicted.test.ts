import { expect, it } from 'vitest';
import { evictedActs, lostActs, noteLost, noteWaiting, readWaiting } from './evicted.ts';

it.each([
  ['nothing waited', null, 5, 0],
  ['the database is the one they waited in', { member: 'a', acts: 3, born: 100 }, 100, 0],
  ['the database was made anew', { member: 'a', acts: 3, born: 100 }, 150, 3],
  ['made anew by a clock that went back', { member: 'a', acts: 3, born: 100 }, 50, 3],
  ['there is no database of that member any more', { member: 'a', acts: 3, born: 100 }, undefined, 3],
] as const)('S23: acts taken by an eviction are counted: %s', (_, waiting, bornAt, lost) => expect(evictedActs(waiting, bornAt)).toBe(lost));

it('S23: the mark is a cookie that outlives storage, and goes when nothing waits', () => {
  const kept = new Map<string, string>();
  const jar = {
    get cookie() {
      return [...kept].map(([k, v]) => `${k}=${v}`).join('; ');
    },
    set cookie(text: string) {
      const [name, value] = (text.split(';')[0] ?? '').split('=');
      if (text.includes('max-age=0')) kept.delete(name ?? '');
      else kept.set(name ?? '', value ?? '');
    },
  };
  noteWaiting({ member: 'a-b', acts: 2, born: 7 }, jar);
  expect(readWaiting(jar)).toEqual({ member: 'a-b', acts: 2, born: 7 });
  noteLost(2, jar);
  noteWaiting(null, jar);
  expect([readWaiting(jar), lostActs(jar)]).toEqual([null, 2]);
  noteLost(0, jar);
  expect(kept.size).toBe(0);
});
