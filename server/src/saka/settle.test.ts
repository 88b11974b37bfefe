import { expect, it } from 'vitest';
import { newId, type Grains, type MutationKey, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import {
  addCommunity,
  addMember,
  addMembership,
  addProject,
  giveGrains,
  settleBySql,
  type TestMember,
} from '../testing/world.ts';

eachDatabase('boosts', (database) => {
  const boost = (m: TestMember, list: [ProjectId, number][], off: string[] = []) =>
    settleBySql(
      database(),
      m,
      list.map(([project, grains]) => ({
        name: 'project.boost' as const,
        args: { project, grains: grains as Grains },
      })),
      off,
    );
  const tally = async (project: ProjectId) => {
    await database().query('select combine_tallies(5000)');
    return (await database().query('select score, supporters from project_tally where id = $1', [project]))[0];
  };
  async function rich(grains: number) {
    const member = await addMember(database());
    await giveGrains(database(), member, grains);
    return member;
  }

  it('R7: debits the wallet, adds to the support and the tally, and counts a supporter once', async () => {
    const [member, other, project] = [
      await rich(100),
      await rich(50),
      await addProject(database(), await addCommunity(database())),
    ];
    expect(
      await boost(member, [
        [project, 10],
        [project, 5],
      ]),
    ).toEqual([
      { code: null, detail: null },
      { code: null, detail: null },
    ]);
    await boost(member, [[project, 1]]);
    await boost(other, [[project, 50]]);
    expect(await tally(project)).toEqual({ score: 66, supporters: 2 });
    expect(await database().query('select balance, planted from wallet where member = $1', [member.id])).toEqual([
      { balance: 84, planted: 16 },
    ]);
    expect(
      await database().query('select grains from support where member = $1 and project = $2', [member.id, project]),
    ).toEqual([{ grains: 16 }]);
    expect(
      await database().query(
        `select from_account, to_account, amount, actor from transfer where project = $1 and member = $2
          order by amount`,
        [project, member.id],
      ),
    ).toEqual([
      { from_account: 'wallet', to_account: 'planted_project', amount: 1, actor: member.id },
      { from_account: 'wallet', to_account: 'planted_project', amount: 5, actor: member.id },
      { from_account: 'wallet', to_account: 'planted_project', amount: 10, actor: member.id },
    ]);
  });
  it('R7: all or nothing, in order: too large a boost is refused with the balance; smaller ones after it are applied', async () => {
    const [member, project] = [await rich(30), await addProject(database(), await addCommunity(database()))];
    expect(
      await boost(member, [
        [project, 20],
        [project, 11],
        [project, 10],
        [project, 1_000_000_000],
      ]),
    ).toEqual([
      { code: null, detail: null },
      { code: 'saka.insufficient_grains', detail: { balance: 10, asked: 11 } },
      { code: null, detail: null },
      { code: 'saka.insufficient_grains', detail: { balance: 0, asked: 1_000_000_000 } },
    ]);
    expect(await tally(project)).toEqual({ score: 30, supporters: 1 });
  });
  it('S11: a project that is withdrawn, proposed, unknown or not visible accepts none; outsiders may boost a public one', async () => {
    const member = await rich(100);
    const [open, hidden] = [await addCommunity(database()), await addCommunity(database(), 'private')];
    const [withdrawn, proposal, secret, ours] = [
      await addProject(database(), open),
      await addProject(database(), open),
      await addProject(database(), hidden),
      await addProject(database(), open),
    ];
    await database().query(`update project set status = 'withdrawn' where id = $1`, [withdrawn]);
    await database().query(
      `update project set status = 'proposed', author = $2::uuid, scope = 'member:' || $2::uuid where id = $1`,
      [proposal, member.id],
    );
    expect(
      (
        await boost(member, [
          [withdrawn, 1],
          [proposal, 1],
          [newId<ProjectId>(), 1],
          [secret, 1],
          [ours, 1],
        ])
      ).map((v) => v.code),
    ).toEqual(['project.withdrawn', 'project.unknown', 'project.unknown', 'project.unknown', null]);
    await addMembership(database(), member, hidden);
    expect((await boost(member, [[secret, 1]]))[0]?.code).toBeNull();
  });
  it('R12: a disabled flag refuses with its code; a banned member is refused', async () => {
    const project = await addProject(database(), await addCommunity(database()));
    expect((await boost(await rich(10), [[project, 1]], ['SAKA_PROJECT_BOOST_ENABLED']))[0]?.code).toBe(
      'saka.boost_disabled',
    );
    expect((await boost(await addMember(database(), { status: 'banned' }), [[project, 1]]))[0]?.code).toBe(
      'account.banned',
    );
    expect(await tally(project)).toEqual({ score: 0, supporters: 0 });
  });
  it('R11: counts in the active season, and outside of seasons in none', async () => {
    const [member, project, cycle] = [
      await rich(20),
      await addProject(database(), await addCommunity(database())),
      newId(),
    ];
    const key = [newId<MutationKey>(), newId<MutationKey>()];
    const one = (i: number) =>
      settleBySql(database(), member, [
        { name: 'project.boost', args: { project, grains: 1 as Grains }, key: key[i]! },
      ]);
    await one(0);
    await database().query(
      `insert into cycle (id, name, starts_at, ends_at, active)
        values ($1, 'x', now() - interval '1 day', now() + interval '1 day', true)`,
      [cycle],
    );
    await one(1);
    expect(
      await database().query('select cycle from transfer where key = any($1::uuid[]) order by rev', [key]),
    ).toEqual([{ cycle: null }, { cycle }]);
  });
});
