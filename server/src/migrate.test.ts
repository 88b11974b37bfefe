import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { withDatabase } from './testing/database/template.ts';
import { startTaskServer } from './testing/servers/two-servers.ts';
import { openEmbedded } from './platform/database/open-embedded.ts';
import { openPostgres } from './platform/database/open-postgres.ts';
import { migrate } from './migrate.ts';

it('migrates an empty embedded database, and a second time changes nothing', async () => {
  const db = await openEmbedded({});
  const version = await migrate(db);
  const before = await db.query('select xmin::text, * from schema_version order by version');
  expect(await migrate(db)).toBe(version);
  expect(await db.query('select xmin::text, * from schema_version order by version')).toEqual(before);
  expect(await db.prisma.installation.count()).toBe(1);
  await db.close();
});

describe('two servers that start at the same time', () => {
  it('migrate one after the other, and both start', async () => {
    const server = inject('postgres');
    const admin = new pg.Client({ connectionString: server.url });
    await admin.connect();
    await admin.query('create database migrate_twice');
    const url = withDatabase(server.url, 'migrate_twice');
    const servers = await Promise.all([startTaskServer(url), startTaskServer(url)]);
    const versions = await Promise.all(servers.map((s) => s.run('migrate')));
    expect(versions[0]).toBe(versions[1]);
    await Promise.all(servers.map((s) => s.close()));
    const db = await openPostgres({ url });
    expect(await db.query('select count(*) as n from installation')).toEqual([{ n: 1 }]);
    await db.close();
    await admin.query('drop database migrate_twice with (force)');
    await admin.end();
  });
});
