import { expect, it } from 'vitest';
import { eachDatabase } from '../testing/postgres.ts';
import { createJobs } from './jobs.ts';
import { createLog } from './log.ts';

eachDatabase('jobs', (database) => {
  it('run once for one key, with their data, and stop with the work done', async () => {
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
});
