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
const heard = (pokes: Pokes): { next(): Promise<string[]>; all: string[][] } => {
  const bell = new EventEmitter();
  const all: string[][] = [];
  pokes.subscribeAll((moved) => {
    all.push([...moved]);
    bell.emit('moved', moved);
  });
  return { all, next: async () => ((await once(bell, 'moved')) as [string[]])[0] };
};
const fail = (error: unknown): void => {
  throw error;
};

eachDatabase('pokes', (database) => {
  it('S25: name only the scopes that moved, coalesced', async () => {
    const pokes = await openPokes(database(), fail);
    open.push(() => pokes.close());
    const mine = heard(pokes);
    const next = mine.next();
    pokes.moved(['public', 'community:y']);
    pokes.moved(['public']);
    pokes.moved(['polls:public']);
    expect((await next).sort()).toEqual(['community:y', 'polls:public', 'public']);
    expect(mine.all).toHaveLength(1);
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
    const there = heard(two).next();
    one.moved(['public']);
    expect(await there).toEqual(['public']);
    // What was said while the connection was broken did not arrive.
    let lost = 0;
    two.onLost(() => lost++);
    await a.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'egoejo-listen'
      and datname = current_database()`);
    await expect.poll(() => lost, { timeout: 5000 }).toBe(1);
    const again = heard(two).next();
    one.moved(['public']);
    expect(await again).toEqual(['public']);
  });
});
