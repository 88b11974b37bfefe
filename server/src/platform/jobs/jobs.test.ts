import { expect, it } from 'vitest';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { createJobs } from './jobs.ts';
import { createLog } from '../observability/log.ts';

eachDatabase('jobs', (database) => {
  it('at the start wait a little, and run once whoever else has just started', async () => {
    const [one, two] = [createJobs(database(), createLog('silent')), createJobs(database(), createLog('silent'))];
    for (const jobs of [one, two]) {
      jobs.schedule('test.at-start', '0 3 * * *', async () => undefined, { atStart: true });
      jobs.schedule('test.not-at-start', '0 3 * * *', async () => undefined);
      await jobs.start();
    }
    const waiting = await database().query(
      `select name, start_after > now() as later from pgboss.job where name like 'test.%at-start'`,
    );
    expect(waiting).toEqual([{ name: 'test.at-start', later: true }]);
    for (const jobs of [one, two]) await jobs.stop(5000);
  });

  it('run once per key with their data, and finish before stop returns', async () => {
    const jobs = createJobs(database(), createLog('silent'));
    const seen: unknown[] = [];
    let finish = (): void => undefined;
    const both = new Promise<void>((resolve) => (finish = resolve));
    jobs.handle<{ n: number }>('test.add', async (data) => {
      seen.push(data);
      if (seen.length === 2) finish();
    });
    jobs.schedule('test.nightly', '0 3 * * *', async () => undefined);
    await jobs.start();
    await jobs.enqueue('test.add', { n: 1 }, { key: 'one' });
    await jobs.enqueue('test.add', { n: 1 }, { key: 'one' });
    await database().transaction((tx) => jobs.enqueue('test.add', { n: 2 }, { key: 'two', tx }));
    const rolledBack = database().transaction(async (tx) => {
      await jobs.enqueue('test.add', { n: 3 }, { key: 'three', tx });
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await both;
    await jobs.stop(5000);
    expect(seen.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))).toEqual([{ n: 1 }, { n: 2 }]);
    expect(jobs.running()).toBe(false);
  });

  it('take turns: many jobs of one owner delay nobody else, and a limited number of them run at once', async () => {
    const jobs = createJobs(database(), createLog('silent'));
    const [many, few] = [crypto.randomUUID(), crypto.randomUUID()];
    const held: (() => void)[] = [];
    let heldNow = 0;
    let release = false;
    const ran: string[] = [];
    jobs.handle<{ of: string }>(
      'test.turns',
      async ({ of }) => {
        if (of === many && !release) {
          heldNow++;
          await new Promise<void>((go) => held.push(go));
        }
        ran.push(of);
      },
      { places: 3, aTurn: 2 },
    );
    await jobs.start();
    for (let i = 0; i < 6; i++) await jobs.enqueue('test.turns', { of: many, i }, { key: `many ${i}`, turn: many });
    await jobs.enqueue('test.turns', { of: few }, { key: 'few', turn: few });
    const ranOf = (of: string): number => ran.filter((r) => r === of).length;
    await expect.poll(() => [heldNow, ranOf(few)]).toEqual([2, 1]);
    // A third place is free, but not for the owner who already has two.
    await jobs.enqueue('test.turns', { of: few }, { key: 'again', turn: few });
    await expect.poll(() => ranOf(few)).toBe(2);
    expect([heldNow, ranOf(many)]).toEqual([2, 0]);
    release = true;
    for (const go of held) go();
    await expect.poll(() => ran.length).toBe(8);
    await jobs.stop(5000);
  });

  it('queue a new job after its owner’s own and among the first of the others', async () => {
    const jobs = createJobs(database(), createLog('silent'));
    jobs.handle('test.order', async () => undefined);
    await jobs.start();
    const later = new Date(Date.now() + 3_600_000);
    const add = (key: string, turn: string) => jobs.enqueue('test.order', {}, { key, turn, startAfter: later });
    const order = async () =>
      (
        await database().query<{ key: string }>(
          `select singleton_key as key from pgboss.job where name = 'test.order' and state = 'created'
            order by priority desc, created_on, id`,
        )
      ).map((r) => r.key);
    for (const n of [1, 2, 3, 4]) await add(`a${n}`, 'a');
    for (const n of [1, 2]) await add(`b${n}`, 'b');
    expect(await order()).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'a4']);
    await database().query(
      `update pgboss.job set state = 'completed' where name = 'test.order'
        and singleton_key in ('a1', 'b1', 'a2', 'b2')`,
    );
    // An owner who enqueues again and again waits for those who came before.
    for (const n of [3, 4]) await add(`b${n}`, 'b');
    await add('c1', 'c');
    expect(await order()).toEqual(['a3', 'b3', 'c1', 'a4', 'b4']);
    await jobs.stop(1000);
  });
});
