import { describe, expect, it } from 'vitest';
import { createDatabase, bothDatabases } from './postgres.ts';
import { openPostgres } from '../../platform/database/open-postgres.ts';

bothDatabases('a test database', (database) => {
  it('is migrated', async () => {
    expect(await database().query('select count(*) as n from installation')).toEqual([{ n: 1 }]);
  });
  it('keeps what its block wrote, unseen by others', async () => {
    await database().query('create table only_here (x int)');
    expect(await database().query('select * from only_here')).toEqual([]);
  });
});

describe('two databases of one run', () => {
  it('share nothing', async () => {
    const [a, b] = await Promise.all([createDatabase(), createDatabase()]);
    const [first, second] = await Promise.all([openPostgres({ url: a.url }), openPostgres({ url: b.url })]);
    await first.query('create table only_here (x int)');
    await expect(second.query('select * from only_here')).rejects.toThrow('does not exist');
    await Promise.all([first.close(), second.close()]);
    await Promise.all([a.drop(), b.drop()]);
  });
});
