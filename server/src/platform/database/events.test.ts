import { expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { emit, startEvents, type DomainEvent, type Listener } from './events.ts';
import { createLog } from '../observability/log.ts';

const log = createLog('silent');

eachDatabase('domain events', (database) => {
  const deliver = async (listeners: Listener[], pumps = 1): Promise<void> => {
    const all = Array.from({ length: pumps }, () => startEvents(database(), log, listeners));
    await Promise.all(all.map((p) => p.drain()));
    await Promise.all(all.map((p) => p.stop()));
  };
  const waiting = () =>
    database()
      .query<{ n: number }>('select count(*) as n from domain_event')
      .then((r) => r[0]?.n);

  it('are delivered after the commit only, once, to their listeners', async () => {
    const seen: DomainEvent[] = [];
    const listener: Listener = { name: 'one', on: ['thing.done'], handle: async (_tx, e) => void seen.push(e) };
    const subject = newId();
    await database().transaction(async (tx) => {
      await emit(tx, 'thing.done', subject, { n: 7 });
      await emit(tx, 'thing.ignored', null, {});
    });
    const undone = database().transaction(async (tx) => {
      await emit(tx, 'thing.done', subject, { n: 8 });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await deliver([listener]);
    await deliver([listener]);
    expect(seen).toMatchObject([{ name: 'thing.done', subject, payload: { n: 7 } }]);
    expect(await waiting()).toBe(0);
  });

  it('are retried later for the failed listener only, with its writes rolled back', async () => {
    await database().query('create table noted (who text)');
    const note = (name: string, fails: () => boolean): Listener => ({
      name,
      on: ['thing.failed'],
      async handle(tx) {
        await tx.query('insert into noted values ($1)', [name]);
        if (fails()) throw new Error('not now');
      },
    });
    let broken = true;
    const listeners = [note('good', () => false), note('bad', () => broken), note('after', () => false)];
    await emit(database(), 'thing.failed', null, {});
    await deliver(listeners);
    const who = () =>
      database()
        .query<{ who: string }>('select who from noted order by who')
        .then((r) => r.map((x) => x.who));
    expect(await who()).toEqual(['after', 'good']);
    expect(await database().query('select tries, last_error, next_at > now() as later from domain_event')).toEqual([
      { tries: 1, last_error: 'bad: not now', later: true },
    ]);
    broken = false;
    await deliver(listeners);
    expect(await who()).toEqual(['after', 'good']);
    await database().query('update domain_event set next_at = now()');
    await deliver(listeners);
    expect(await who()).toEqual(['after', 'bad', 'good']);
    expect(await waiting()).toBe(0);
  });

  it('are claimed by one server each', async () => {
    const seen: number[] = [];
    const listener: Listener = {
      name: 'count',
      on: ['thing.many'],
      handle: async (_tx, e) => void seen.push(Number(e.payload['n'])),
    };
    for (let n = 0; n < 20; n++) await emit(database(), 'thing.many', null, { n });
    await deliver([listener], 3);
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });
});
