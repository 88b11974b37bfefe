import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { newId, type Grains, type StoryId } from '@egoejo/shared/platform/ids.ts';
import { entities, entityNames, mutations, type EntityName } from '@egoejo/shared/registry.ts';
import type { Database } from '../platform/database.ts';
import { coldSettlements, entitySources } from '../registry.ts';
import { sqlFunctionOf } from '../sync/functions.ts';
import { settleExchange } from '../sync/settle.ts';
import { boost } from './acts.ts';
import { eachDatabase } from './postgres.ts';
import { addCommunity, addMember, addMembership, addPoll, addProject, giveGrains, settleBySql } from './world.ts';

/** Creates one row of every entity, by acts where possible. */
async function fill(db: Database): Promise<void> {
  const member = await addMember(db);
  const community = await addCommunity(db);
  await db.query(`insert into preferences (member, value) values ($1, '{}')`, [member.id]);
  await addMembership(db, member, community);
  const project = await addProject(db, community);
  await db.query(`update project set cost_cents = 123456, cost_currency = 'XOF', author = $2 where id = $1`, [
    project,
    member.id,
  ]);
  await giveGrains(db, member, 100);
  const poll = await addPoll(db, { method: { kind: 'quadratic', credits: 100, unit: 5 } });
  const story = newId<StoryId>();
  await db.query(
    `insert into story (id, title, language, authors, licence, words, pages, bytes)
      values ($1, 'Le lion', 'fr', 'A', 'CC BY 4.0', 10, 1, 90)`,
    [story],
  );
  await db.query(
    `insert into reading_item (member, id, url, title, state)
      values ($1, $2, 'https://example.org/', 'Un lien', 'failed')`,
    [member.id, newId()],
  );
  await db.query(
    `insert into cycle (id, name, starts_at, ends_at, active)
      values ($1, 'Automne', now() - interval '1 day', now() + interval '1 day', true)`,
    [newId()],
  );
  await db.query('insert into silo (id) values ($1)', [newId()]);
  const verdicts = [
    ...(await settleBySql(db, member, [{ name: 'project.boost', args: { project, grains: 10 as Grains } }])),
    ...(await settleBySql(db, member, [
      { name: 'poll.vote', args: { poll, ballot: { kind: 'quadratic', votes: { a: 2 } } } },
    ])),
    ...(await settleBySql(db, member, [{ name: 'reading.finish', args: { story, activeSeconds: 60 } }])),
    ...(await settleBySql(db, member, [{ name: 'reading.progress', args: { text: story, at: 100, page: 1 } }])),
  ];
  expect(verdicts.map((v) => v.code)).toEqual([null, null, null, null]);
  const deps = {
    db,
    settlements: coldSettlements,
    flagsOff: [],
    onThrow: (error: unknown) => expect(error).toBeNull(),
  };
  const [answer] = await settleExchange(deps, member.id, member.device, [boost(project, 1)]);
  expect(answer).toMatchObject({ verdict: { status: 'applied' } });
}

eachDatabase('entity sources', (database) => {
  it('select exactly the fields of the shared schema', async () => {
    await fill(database());
    for (const source of entitySources) {
      const columns = Object.entries(source.columns)
        .map(([name, sql]) => `${sql} as "${name}"`)
        .join(', ');
      const rows = await database().query<{ id: unknown }>(
        `select ${columns}, t.rev as _rev, t.${source.key} as _key, t.${source.by} as _by from ${source.table} t`,
      );
      expect(rows.length, source.entity).toBeGreaterThan(0);
      const shape = entities[source.entity as EntityName].row;
      for (const { _rev, _key, _by, ...row } of rows as Record<string, unknown>[]) {
        expect(z.safeParse(shape, JSON.parse(JSON.stringify(row))), source.entity).toMatchObject({ success: true });
        expect(Object.keys(row).sort(), source.entity).toEqual(Object.keys(shape.shape).sort());
        expect([_key, typeof _rev, typeof _by], source.entity).toEqual([row.id, 'number', 'string']);
      }
    }
  });

  it('exist once for every shared entity', () => {
    expect(entitySources.map((source) => source.entity).sort()).toEqual([...entityNames].sort());
  });

  it('S12: for every entity the database numbers rows, buries deleted ones and refuses to truncate', async () => {
    const rows = await database().query<{ table: string; names: string[] }>(
      `select c.relname as table, array_agg(t.tgname::text) as names
        from pg_trigger t join pg_class c on c.oid = t.tgrelid group by 1`,
    );
    const triggers = new Map(rows.map((row) => [row.table, row.names]));
    for (const { entity, table } of entitySources) {
      // A member's row is never deleted: a trigger refuses it (z_keep).
      const wanted =
        entity === 'profile'
          ? ['b_stamp', 'b_stamp_new', 'z_keep']
          : ['b_stamp', 'b_stamp_new', 'd_bury', 'z_truncate'];
      expect(triggers.get(entity === 'profile' ? 'member' : table), entity).toEqual(expect.arrayContaining(wanted));
    }
  });

  it('every hot mutation has its function in the database', async () => {
    const rows = await database().query<{ name: string }>('select proname as name from pg_proc');
    const there = new Set(rows.map((row) => row.name));
    const hot = Object.values(mutations).filter((m) => m.path === 'hot');
    expect(hot.map((m) => sqlFunctionOf(m.name)).filter((name) => !there.has(name))).toEqual([]);
  });
});
