import { expect, it } from 'vitest';
import { newId, type CommunityId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { CATALOGUE, communityScope, type Row, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Work } from '@egoejo/shared/catalogue/model.ts';
import { entitySources } from '../registry.ts';
import { pull } from '../sync/pull/pull.ts';
import { newMember } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity, addMembership, addWork } from '../testing/world.ts';
import { catalogueSize } from './queries.ts';

eachDatabase('works on devices', (database) => {
  /** What a device without rows gets of these scopes. */
  async function pulled(member: MemberId | null, ...scopes: Scope[]) {
    const { pages, purges } = await pull(database(), entitySources, {
      member,
      cursors: scopes.map((scope) => ({ scope, entities: { work: 1 }, rev: 0, table: '', id: '' })),
      sameEpoch: true,
      marks: true,
      moved: new Set(),
      wire: () => 0,
    });
    const lines = pages.map(
      ({ line }) => JSON.parse(line) as { scope: Scope; rows: { rows: Row[] }[]; gone: { id: string }[] },
    );
    return {
      scopes: [...new Set(lines.map((l) => l.scope))],
      works: lines.flatMap((l) => l.rows.flatMap((r) => r.rows)) as unknown[] as Work[],
      gone: lines.flatMap((l) => l.gone.map((g) => g.id)),
      purged: purges.map((p) => p.scope),
    };
  }
  const titles = async (member: MemberId | null, ...scopes: Scope[]) =>
    (await pulled(member, ...scopes)).works.map((w) => w.title).sort();

  it('B1: a visitor and a member get the works of everybody, with the file of the newest edition', async () => {
    const id = await addWork(database(), { title: 'Le vent' });
    const { member } = await newMember(database(), 0);
    for (const who of [null, member]) {
      const found = (await pulled(who, CATALOGUE)).works.find((w) => w.id === id);
      expect(found).toMatchObject({ title: 'Le vent', languages: 'fr wo', words: 100, bytes: 5, community: null });
    }
    await database().query(
      `insert into edition select gen_random_uuid(), work, format, repeat('b', 64), 7, pieces, identifier, 200, spine,
         layout, progression, counts, stripped, created_at + interval '1 second' from edition where work = $1`,
      [id],
    );
    expect((await pulled(null, CATALOGUE)).works.find((w) => w.id === id)).toMatchObject({
      words: 200,
      bytes: 7,
      file: 'b'.repeat(64),
    });
  });

  it('B1: works of a private community are for its members, and leave with the membership', async () => {
    const community = await addCommunity(database(), 'private', newId<CommunityId>());
    const scope = communityScope(community);
    await addWork(database(), { title: 'Entre nous', community });
    const { member, device } = await newMember(database(), 0);
    expect(await titles(member, CATALOGUE)).not.toContain('Entre nous');
    expect(await pulled(null, scope)).toMatchObject({ works: [], purged: [scope] });
    await addMembership(database(), { id: member, device }, community);
    expect(await titles(member, scope)).toEqual(['Entre nous']);
    const before = await catalogueSize(database(), null);
    expect((await catalogueSize(database(), member)).works).toBe(before.works + 1);
    await database().query('delete from membership where member = $1', [member]);
    expect(await pulled(member, scope)).toMatchObject({ works: [], purged: [scope] });
  });

  it('B1: the catalogue comes last in an answer', async () => {
    const community = await addCommunity(database(), 'public');
    await addWork(database(), { community });
    await addWork(database());
    const { member } = await newMember(database(), 0);
    const { scopes } = await pulled(member, CATALOGUE, communityScope(community));
    expect(scopes).toEqual([communityScope(community), CATALOGUE]);
  });

  it('S14: a work that goes leaves a tombstone in its scope', async () => {
    const id = await addWork(database());
    await database().query('delete from edition where work = $1', [id]);
    await database().query('delete from work where id = $1', [id]);
    expect(
      await database().query<{ scope: string }>(`select scope from tombstone where entity = 'work' and id = $1`, [id]),
    ).toEqual([{ scope: CATALOGUE }]);
  });
});
