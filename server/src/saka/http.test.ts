import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type Grains, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { openCombiner } from '../sync/rows/combiner.ts';
import {
  addCommunity,
  addMember,
  addPoll,
  addProject,
  giveGrains,
  settleBySql,
  type TestMember,
} from '../testing/world.ts';
import { refundCancelledPolls } from './refunds.ts';

eachDatabase('public figures of SAKA', (database) => {
  let at: TestApp;
  let project: ProjectId;
  let member: TestMember;
  beforeAll(async () => {
    at = await createTestApp(database());
    await database().query(
      `insert into cycle (id, name, starts_at, ends_at, active)
        values ($1, 'Automne', now() - interval '9 days', now() + interval '9 days', true)`,
      [newId()],
    );
    await database().query('insert into silo (id) values ($1)', [newId()]);
    const community = await addCommunity(database());
    project = await addProject(database(), community, 'Four à pain');
    const secret = await addProject(database(), await addCommunity(database(), 'private'), 'Secret');
    member = await addMember(database());
    await giveGrains(database(), member, 200);
    await settleBySql(database(), member, [{ name: 'project.boost', args: { project, grains: 30 as Grains } }]);
    const poll = await addPoll(database(), { method: { kind: 'quadratic', credits: 100, unit: 5 } });
    await settleBySql(database(), member, [
      { name: 'poll.vote', args: { poll, ballot: { kind: 'quadratic', votes: { a: 2 } } } },
    ]);
    await database().query(`update poll set state = 'cancelled' where id = $1`, [poll]);
    await refundCancelledPolls(database(), () => undefined);
    await database().query('select combine_tallies(1000)');
    await database().query('update project_tally set score = 99 where id = $1', [secret]);
  });
  afterAll(() => at.close());
  const get = (path: string, headers = {}) =>
    at.app.inject({ url: `/api/public/saka/${path}`, headers, remoteAddress: '203.0.113.11' });

  it('R13: stats, cycles, the Silo and top projects are whole numbers and name no member', async () => {
    expect((await get('stats')).json()).toMatchObject({
      inWallets: 175,
      harvested: 205,
      planted: 30,
      composted: 0,
      redistributed: 0,
      silo: 0,
      wallets: 1,
    });
    expect((await get('cycles')).json()).toMatchObject({
      items: [{ name: 'Automne', active: true, harvested: 205, planted: 30, composted: 0, redistributed: 0 }],
    });
    expect((await get('silo')).json()).toMatchObject({
      balance: 0,
      runs: [],
      rules: {
        compost: true,
        compostRate: 1000,
        compostInactivityDays: 90,
        redistribution: true,
        redistributionRate: 500,
      },
    });
    expect((await get('top-projects')).json()).toMatchObject({
      items: [{ id: project, title: 'Four à pain', score: 30, supporters: 1 }],
    });
    for (const path of ['stats', 'cycles', 'silo', 'top-projects'])
      expect((await get(path)).body).not.toContain(member.id);
  });
  it.each([
    ['stats', 300],
    ['cycles', 300],
    ['top-projects', 300],
    ['silo', 180],
  ])('R13: %s is cached for %i s, with an ETag', async (path, seconds) => {
    const first = await get(path);
    expect(first.headers['cache-control']).toBe(`public, max-age=${seconds}`);
    expect((await get(path, { 'if-none-match': first.headers.etag })).statusCode).toBe(304);
    expect((await at.app.inject({ method: 'HEAD', url: `/api/public/saka/${path}` })).statusCode).toBe(200);
  });
  it('R13: a boost in another process drops cached answers', async () => {
    await settleBySql(database(), member, [{ name: 'project.boost', args: { project, grains: 5 as Grains } }]);
    await database().query('select combine_tallies(1000)');
    expect((await get('top-projects')).json()).toMatchObject({ items: [{ score: 30 }] });
    const heard = new Promise<void>((done) => at.deps.pokes.subscribeAll(() => done()));
    await database().query('select pg_notify($1, $2)', ['egoejo_poke', `community:${newId()}`]);
    await heard;
    expect((await get('top-projects')).json()).toMatchObject({ items: [{ score: 35 }] });
  });
  it('R13: harvest, boost, compost and redistribution drop other processes’ cached answers once the combiner has drained them', async () => {
    const other = await createTestApp(database());
    const combiner = openCombiner(
      database(),
      (scopes) => at.deps.pokes.moved(scopes),
      (error) => {
        throw error;
      },
    );
    const stats = async () =>
      (await other.app.inject({ url: '/api/public/saka/stats', remoteAddress: '203.0.113.12' })).json<
        Record<string, number>
      >();
    const post = (from: string, to: string, reason: string) =>
      database().query(
        'insert into transfer (member, from_account, to_account, amount, reason) values ($1, $2, $3, 7, $4)',
        [member.id, from, to, reason],
      );
    const acts: [string, () => Promise<unknown>][] = [
      ['harvested', () => post('source', 'wallet', 'content_read')],
      ['composted', () => post('wallet', 'silo', 'compost')],
      ['redistributed', () => post('silo', 'wallet', 'silo_redistribution')],
      [
        'planted',
        () => settleBySql(database(), member, [{ name: 'project.boost', args: { project, grains: 7 as Grains } }]),
      ],
    ];
    await combiner.drain();
    for (const [part, act] of acts) {
      const before = await stats();
      await act();
      expect(await stats(), part).toEqual(before);
      const heard = new Promise<void>((done) => other.deps.pokes.subscribeAll(() => done()));
      // The other server's own timer may have drained the deltas already.
      await combiner.drain();
      await heard;
      expect(await stats(), part).toMatchObject({ [part]: (before[part] ?? 0) + 7 });
    }
    await combiner.close();
    await other.close();
  });
});
