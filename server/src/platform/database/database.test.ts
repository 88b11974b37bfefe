import { describe, expect, it } from 'vitest';
import { openFreshPostgres } from '../../testing/database/postgres.ts';
import { isTransient } from './transient.ts';

describe('a connection that breaks (PostgreSQL)', () => {
  it('between two statements of a transaction fails only that transaction, as transient', async () => {
    const { db, close } = await openFreshPostgres();
    const failed = await db
      .transaction(async (tx) => {
        const [own] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
        await db.query('select pg_terminate_backend($1)', [own?.pid]);
        while ((await db.query('select from pg_stat_activity where pid = $1', [own?.pid])).length > 0);
        // Let the process notice the broken connection before its next statement.
        await new Promise((go) => setImmediate(() => setImmediate(go)));
        await tx.query('select 1');
      })
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Error);
    expect(isTransient(failed)).toBe(true);
    expect(await db.query('select 1 as one')).toEqual([{ one: 1 }]);
    await close();
  });
});
