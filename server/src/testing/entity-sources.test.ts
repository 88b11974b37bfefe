import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { newId, type Grains, type StoryId } from '@egoejo/shared/platform/ids.ts';
import { entities, type EntityName } from '@egoejo/shared/registry.ts';
import { sources as communities } from '../communities/queries.ts';
import type { Database } from '../platform/database.ts';
import { sources as polls } from '../polls/queries.ts';
import { sources as projects } from '../projects/queries.ts';
import { sources as reading } from '../reading/queries.ts';
import { sources as saka } from '../saka/queries.ts';
import { eachDatabase } from './postgres.ts';
import { addCommunity, addMember, addMembership, addPoll, addProject, giveGrains, settleHot } from './world.ts';

/** One row of every entity, made by acts where acts make them. */
async function fill(db: Database): Promise<void> {
  const member = await addMember(db);
  const community = await addCommunity(db);
  await addMembership(db, member, community);
  const project = await addProject(db, community);
  await db.query(`update project set cost_cents = 123456, cost_currency = 'XOF', author = $2 where id = $1`, [project, member.id]);
  await giveGrains(db, member, 100);
  const poll = await addPoll(db, { method: { kind: 'quadratic', credits: 100, unit: 5 } });
  const story = newId<StoryId>();
  await db.query(`insert into story (id, title, language, authors, licence, words, pages, bytes) values ($1, 'Le lion', 'fr', 'A', 'CC BY 4.0', 10, 1, 90)`, [story]);
  await db.query(`insert into reading_item (member, id, url, title, state) values ($1, $2, 'https://example.org/', 'Un lien', 'failed')`, [member.id, newId()]);
  await db.query(`insert into cycle (id, name, starts_at, ends_at, active) values ($1, 'Automne', now() - interval '1 day', now() + interval '1 day', true)`, [newId()]);
  await db.query('insert into silo (id) values ($1)', [newId()]);
  const verdicts = [
    ...(await settleHot(db, member, [{ name: 'project.boost', args: { project, grains: 10 as Grains } }])),
    ...(await settleHot(db, member, [{ name: 'poll.vote', args: { poll, ballot: { kind: 'quadratic', votes: { a: 2 } } } }])),
    ...(await settleHot(db, member, [{ name: 'reading.finish', args: { story, activeSeconds: 60 } }])),
    ...(await settleHot(db, member, [{ name: 'reading.progress', args: { text: story, at: 100, page: 1 } }])),
  ];
  expect(verdicts.map((v) => v.code)).toEqual([null, null, null, null]);
}

const all = [...communities, ...projects, ...polls, ...reading, ...saka];

eachDatabase('entity sources', (database) => {
  it('give exactly the rows of the contract', async () => {
    await fill(database());
    for (const source of all) {
      const columns = Object.entries(source.columns).map(([name, sql]) => `${sql} as "${name}"`).join(', ');
      const rows = await database().query<{ id: unknown }>(`select ${columns}, t.rev as _rev, t.${source.key} as _key, t.${source.by} as _by from ${source.table} t`);
      expect(rows.length, source.entity).toBeGreaterThan(0);
      const shape = entities[source.entity as EntityName].row;
      for (const { _rev, _key, _by, ...row } of rows as Record<string, unknown>[]) {
        expect(z.safeParse(shape, JSON.parse(JSON.stringify(row))), source.entity).toMatchObject({ success: true });
        expect(Object.keys(row).sort(), source.entity).toEqual(Object.keys(shape.shape).sort());
        expect([_key, typeof _rev, typeof _by], source.entity).toEqual([row.id, 'number', 'string']);
      }
    }
  });
});
