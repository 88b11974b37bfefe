import { expect, it } from 'vitest';
import { entitySources } from '../../registry.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { deps } from '../../testing/proving-device.ts';
import { openExchange } from './exchange-opening.ts';
import { noticeMove } from '../recovery/recovery.ts';

eachDatabase('an exchange after a restart of PostgreSQL', (database) => {
  it('S29: a recovery is reported once, when the data are those of another cluster; else none is', async () => {
    const db = database();
    await db.transaction((tx) => noticeMove(tx));
    let recoveries = 0;
    const open = () =>
      openExchange(
        { ...deps(db), sources: entitySources, flags: {}, moved: () => undefined, onRecovery: () => void recoveries++ },
        null,
        { protocol: 3, member: null, device: null, epoch: null, cursors: [], mutations: [], outboxEmpty: true },
      );
    const restart = () => db.query(`update installation set era_of = era_of - interval '1 second'`);
    await restart();
    await open();
    expect(recoveries).toBe(0);
    await db.query(`update installation set seen = 'elsewhere/1'`);
    await restart();
    await open();
    await open();
    expect(recoveries).toBe(1);
  });
});
