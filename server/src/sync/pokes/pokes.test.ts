import { once } from 'node:events';
import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { openPostgres } from '../../platform/database/open-postgres.ts';
import { createDatabase, eachDatabase } from '../../testing/database/postgres.ts';
import { openPokes, type Pokes } from './pokes.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
const heard = (pokes: Pokes, ...scopes: string[]): { next(): Promise<string[]>; all: string[][] } => {
  const bell = new EventEmitter();
  const all: string[][] = [];
  pokes.subscribe(scopes, (moved) => {
    all.push(moved);
    bell.emit('moved', moved);
  });
  return { all, next: async () => ((await once(bell, 'moved')) as [string[]])[0] };
};
const fail = (error: unknown): void => {
  throw error;
};

eachDatabase('pokes', (database) => {
  it('S25: name only the scopes that moved, coalesced, and only for their followers', async () => {
    const pokes = await openPokes(database(), fail);
    open.push(() => pokes.close());
    const mine = heard(pokes, 'public', 'polls:public');
    const other = heard(pokes, 'community:x');
    const next = mine.next();
    pokes.moved(['public', 'community:y']);
    pokes.moved(['public']);
    pokes.moved(['polls:public']);
    expect((await next).sort()).toEqual(['polls:public', 'public']);
    expect(mine.all).toHaveLength(1);
    expect(other.all).toEqual([]);
  });
});

describe('pokes between processes', () => {
  it('S25: a scope that moved in one process is announced by every other', async () => {
    const { url, drop } = await createDatabase();
    const [a, b] = [await openPostgres({ url, max: 2 }), await openPostgres({ url, max: 2 })];
    const [one, two] = [await openPokes(a, fail), await openPokes(b, fail)];
    open.push(async () => {
      await Promise.all([one.close(), two.close()]);
      await Promise.all([a.close(), b.close()]);
      await drop();
    });
    const there = heard(two, 'public').next();
    one.moved(['public']);
    expect(await there).toEqual(['public']);
  });
});
