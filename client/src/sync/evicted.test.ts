import { expect, it } from 'vitest';
import { evictedActs, lostActs, noteLost, noteRead, noteWaiting, readWaiting } from './evicted.ts';

it.each([
  ['nothing waited', null, 5, 0],
  ['the database is the one they waited in', { member: 'a', acts: 3, born: 100 }, 100, 0],
  ['the database was made anew', { member: 'a', acts: 3, born: 100 }, 150, 3],
  ['made anew by a clock that went back', { member: 'a', acts: 3, born: 100 }, 50, 3],
  ['there is no database of that member any more', { member: 'a', acts: 3, born: 100 }, undefined, 3],
] as const)('S23: acts taken by an eviction are counted: %s', (_, waiting, bornAt, lost) => expect(evictedActs(waiting, bornAt)).toBe(lost));

function aJar() {
  const kept = new Map<string, string>();
  return {
    kept,
    get cookie() {
      return [...kept].map(([k, v]) => `${k}=${v}`).join('; ');
    },
    set cookie(text: string) {
      const [name, value] = (text.split(';')[0] ?? '').split('=');
      if (text.includes('max-age=0')) kept.delete(name ?? '');
      else kept.set(name ?? '', value ?? '');
    },
  };
}

it('S23: the mark is a cookie that outlives storage, and goes when nothing waits', () => {
  const jar = aJar();
  noteWaiting({ member: 'a-b', acts: 2, born: 7 }, jar);
  expect(readWaiting(jar)).toEqual({ member: 'a-b', acts: 2, born: 7 });
  noteWaiting({ member: 'a-b', acts: 0, born: 7 }, jar);
  expect([readWaiting(jar), jar.kept.size]).toEqual([null, 0]);
});

it('S23: what a database took with it is counted once: neither a late count in this tab nor another tab brings the mark back', () => {
  const jar = aJar();
  const waiting = { member: 'a-b', acts: 2, born: 7 };
  noteWaiting(waiting, jar);
  noteLost(waiting, jar);
  expect([readWaiting(jar), lostActs(jar)]).toEqual([null, 2]);
  noteWaiting(waiting, jar);
  expect(readWaiting(jar)).toBeNull();
  // What waits in the database made since is lost in its own right.
  noteWaiting({ ...waiting, acts: 1, born: 9 }, jar);
  expect(readWaiting(jar)).toEqual({ member: 'a-b', acts: 1, born: 9 });
  noteLost({ ...waiting, acts: 1, born: 9 }, jar);
  expect(lostActs(jar)).toBe(3);
  noteRead(jar);
  noteWaiting({ ...waiting, acts: 1, born: 9 }, jar);
  expect([readWaiting(jar), lostActs(jar)]).toEqual([null, 0]);
});
