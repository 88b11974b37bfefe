import { expect, it } from 'vitest';
import { evictedActs, lostActs, noteLost, noteRead, noteWaiting, readWaiting } from './evicted.ts';

it.each([
  ['nothing was queued', null, 5, 0],
  ['the database is still the same', { member: 'a', acts: 3, born: 100 }, 100, 0],
  ['the database was created again', { member: 'a', acts: 3, born: 100 }, 150, 3],
  ['created again while the clock was set back', { member: 'a', acts: 3, born: 100 }, 50, 3],
  ['the member has no database any more', { member: 'a', acts: 3, born: 100 }, undefined, 3],
] as const)('S23: acts lost by an eviction are counted: %s', (_, waiting, bornAt, lost) =>
  expect(evictedActs(waiting, bornAt)).toBe(lost),
);

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

it('S23: the mark is a cookie that outlives the storage, and is removed when nothing waits', () => {
  const jar = aJar();
  noteWaiting({ member: 'a-b', acts: 2, born: 7 }, jar);
  expect(readWaiting(jar)).toEqual({ member: 'a-b', acts: 2, born: 7 });
  noteWaiting({ member: 'a-b', acts: 0, born: 7 }, jar);
  expect([readWaiting(jar), jar.kept.size]).toEqual([null, 0]);
});

it('S23: acts lost with a database are counted once: neither a late count in this tab nor another tab restores the mark', () => {
  const jar = aJar();
  const waiting = { member: 'a-b', acts: 2, born: 7 };
  noteWaiting(waiting, jar);
  noteLost(waiting, jar);
  expect([readWaiting(jar), lostActs(jar)]).toEqual([null, 2]);
  noteWaiting(waiting, jar);
  expect(readWaiting(jar)).toBeNull();
  // Acts that wait in the database created since count as a loss of their own.
  noteWaiting({ ...waiting, acts: 1, born: 9 }, jar);
  expect(readWaiting(jar)).toEqual({ member: 'a-b', acts: 1, born: 9 });
  noteLost({ ...waiting, acts: 1, born: 9 }, jar);
  expect(lostActs(jar)).toBe(3);
  noteRead(jar);
  noteWaiting({ ...waiting, acts: 1, born: 9 }, jar);
  expect([readWaiting(jar), lostActs(jar)]).toEqual([null, 0]);
});
