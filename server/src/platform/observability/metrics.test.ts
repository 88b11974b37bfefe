import { expect, it } from 'vitest';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { addMember } from '../../testing/world.ts';
import { figures as allFigures, refusalCounts } from '../../registry.ts';
import { createMetrics } from './metrics.ts';

eachDatabase('/metrics', (database) => {
  it('members are counted at most every 15 seconds, one query at a time; other figures at each request', async () => {
    const db = database();
    let clock = 0;
    const metrics = createMetrics(
      db,
      allFigures,
      refusalCounts,
      async () => null,
      () => 'closed',
      () => clock,
    );
    const figures = async () => {
      const text = await metrics.text();
      return ['members', 'registrations_total', 'events_waiting'].map((name) =>
        Number(new RegExp(`^egoejo_${name} (\\d+)$`, 'm').exec(text)?.[1]),
      );
    };
    await addMember(db);
    expect(await Promise.all([figures(), figures()])).toEqual([
      [1, 1, 0],
      [1, 1, 0],
    ]);
    await addMember(db);
    await db.query(`insert into domain_event (name) values ('x')`);
    clock += 14_999;
    expect(await figures()).toEqual([1, 1, 1]);
    clock += 1;
    expect(await figures()).toEqual([2, 2, 1]);
  });
});
