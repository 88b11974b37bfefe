import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { scopeCursor } from '@egoejo/shared/sync/protocol.ts';
import { entityNames, mutations, type EntityName } from '@egoejo/shared/registry.ts';
import { listeners as moderationListeners } from '../moderation/listeners.ts';
import type { Database } from '../platform/database/database.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { exampleActs } from '@egoejo/shared/testing/examples.ts';
import { rows as schemas } from '@egoejo/shared/rows.ts';
import { entitySources } from '../registry.ts';
import { testSettlements } from './settlements.ts';
import { sqlFunctionOf } from '../sync/settle/functions.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { act, newMember, outcome } from './acts.ts';
import { addExampleWorld, addOffer, addSanction } from './example-world.ts';
import { eachDatabase } from './database/postgres.ts';
import { addBookDay, addMembership, addWork } from './world.ts';

/** Creates rows of every entity by the examples of all mutations, and here those that no act creates. */
async function fill(db: Database): Promise<void> {
  const ids = await addExampleWorld(db, 'public');
  const { member, device } = await newMember(db, 100);
  await addMembership(db, { id: member, device }, ids.community, 'animator');
  await db.query(`update member set roles = '{animator,author}' where id = $1`, [member]);
  await db.query(
    `insert into cycle (id, name, starts_at, ends_at, active)
      values ($1, 'Automne', now() - interval '1 day', now() + interval '1 day', true)`,
    [newId()],
  );
  await db.query('insert into silo (id) values ($1)', [newId()]);
  await addWork(db, { title: 'Madame Bovary', id: ids.work });
  await addBookDay(db, member, ids.work);
  await addSanction(db, ids, member);
  await addOffer(db, ids, member);
  await db.query(
    `insert into author_figures (member, work, readers, finished, quarters, curve) values ($1, $2, 1, 0, 2, '{}')`,
    [member, ids.ownAccepted],
  );
  await db.query(
    `insert into track_figures (member, track, plays, listeners, seconds, curve, days, countries)
      values ($1, $2, 7, 5, 700, '{5,4}', '[{"day": "2026-03-01", "plays": 7}]',
        '[{"country": "SN", "listeners": 5}]')`,
    [member, ids.track],
  );
  await db.query(
    `insert into release (member, id, title, tracks, visibility, community, at, state, code)
      values ($1, gen_random_uuid(), 'Contes', $2, 'community', $3, now(), 'failed', 'track.not_member')`,
    [member, [ids.track], ids.community],
  );
  await db.query(
    `insert into royalty_statement (member, id, manuscript, contract, month, title, currency, quarters, base, share,
       amount, carried) values ($1, $2, $3, $4, '2026-03', 'Le puits', 'XOF', 2, 50, 7000, 35, 0)`,
    [member, newId(), ids.ownAccepted, ids.offered],
  );
  await db.query('insert into recommendation (member, items) values ($1, $2)', [
    member,
    JSON.stringify([
      { work: newId(), title: 'Le lion', authors: 'Awa', reason: { kind: 'readers', from: newId() }, fromTitle: 'Eau' },
      { work: newId(), title: 'La mer', authors: '', reason: { kind: 'trending', language: null } },
    ]),
  ]);
  await db.query('insert into track_recommendation (member, items) values ($1, $2)', [
    member,
    JSON.stringify([{ track: ids.track, reason: { kind: 'author', from: newId(), name: 'Awa' } }]),
  ]);
  await db.query(`insert into track_trend (language, tracks) values ('fr', $1)`, [[ids.track]]);
  await db.query(
    `insert into follow (member, id, kind, key, name, rev)
      values ($1, gen_random_uuid(), 'category', 'poetry', '', 1)`,
    [member],
  );
  await db.query(`insert into badge (member, id, badge, event, day) values ($1, $2, 'days10', $2, '2026-03-01')`, [
    member,
    newId(),
  ]);
  await db.query('insert into project_follow (member, project) values ($1, gen_random_uuid())', [member]);
  const deps = {
    db,
    settlements: testSettlements,
    flagsOff: [],
    onThrow: (error: unknown) => expect(error).toBeNull(),
  };
  const acts = exampleActs(ids).map(({ name, args }) => act(name, args));
  const answers = await settleActs(deps, member, device, acts);
  expect(answers.map(outcome)).toEqual(acts.map(() => 'applied'));
  await db.query('insert into review (member, work, stars) values ($1, $2, 4)', [member, ids.work]);
  await db.query(`insert into work_tally (id, scope, reviews, stars) select id, scope, 1, 4 from work where id = $1`, [
    ids.work,
  ]);
  const events = startEvents(db, createLog('silent'), moderationListeners);
  await events.drain();
  await events.stop();
  await db.query(
    `update project set cost_cents = 123456, cost_currency = 'XOF', author = $1 where status <> 'hidden'`,
    [member],
  );
  await db.query(
    `insert into project_edit (id, scope, project, animator, fields, before)
      select $1, scope, id, true, '{title}', '{"title":"Avant"}' from project where status = 'published' limit 1`,
    [newId()],
  );
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
      const shape = schemas[source.entity as EntityName];
      for (const { _rev, _key, _by, ...row } of rows as Record<string, unknown>[]) {
        expect(z.safeParse(shape, JSON.parse(JSON.stringify(row))), source.entity).toMatchObject({ success: true });
        expect(Object.keys(row).sort(), source.entity).toEqual(Object.keys(shape.shape).sort());
        // A pull may end after any row: its cursor carries the row's id.
        const cursor = {
          scope: 'public',
          entities: { [source.entity]: 1 },
          rev: 1,
          table: source.entity,
          id: row['id'],
        };
        expect(scopeCursor.safeParse(cursor), source.entity).toMatchObject({ success: true });
        expect([_key, typeof _rev, typeof _by], source.entity).toEqual([row.id, 'number', 'string']);
      }
    }
  });

  it('exist once for every shared entity', () => {
    expect(entitySources.map((source) => source.entity).sort()).toEqual([...entityNames].sort());
  });

  it('S12: no rev has a default, which would keep the triggers from numbering a new row', async () => {
    const tables = entitySources.map(({ table }) => table);
    const defaults = await database().query(
      `select table_name as table from information_schema.columns
        where column_name = 'rev' and column_default is not null and table_name = any($1::text[])`,
      [tables],
    );
    expect(defaults).toEqual([]);
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
