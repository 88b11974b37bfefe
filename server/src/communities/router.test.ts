import type { CommunityFigures } from '@egoejo/shared/communities/model.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { addCommunity, addMember, addMembership, addPoll, addProject } from '../testing/world.ts';
import { keyOf } from './keys.ts';

eachDatabase('what animators ask online', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());

  async function village() {
    const db = database();
    const community = await addCommunity(db, 'private');
    const [animator, member, outsider] = [await signedIn(t, []), await signedIn(t, []), await signedIn(t, [])];
    const join = (id: string, role: 'animator' | 'member') =>
      db.query('insert into membership (member, community, role) values ($1, $2, $3)', [id, community, role]);
    await join(animator.member, 'animator');
    await join(member.member, 'member');
    return { community, animator, member, outsider };
  }

  it('S11: the key, the members and the figures of a community are for its animators alone', async () => {
    const { community, animator, member, outsider } = await village();
    const ask = async ({ browser }: { browser: Browser }) => {
      const key = await browser.mutate('communities.key', { community });
      const input = encodeURIComponent(JSON.stringify({ community, search: '', after: null }));
      const lists = await Promise.all(
        ['members', 'figures'].map((what) => browser.query(`communities.${what}?input=${input}`)),
      );
      return [key, ...lists].map((a) => (a.status === 200 ? 'answered' : (a.body as { code: string }).code));
    };
    expect(await ask(animator)).toEqual(['answered', 'answered', 'answered']);
    expect(await ask(member)).toEqual(Array(3).fill('community.not_animator'));
    expect(await ask(outsider)).toEqual(Array(3).fill('community.unknown'));
  });

  it('shows a member’s name to animators only if the member shows it to the community', async () => {
    const { community, animator, member } = await village();
    const list = async (search = '') => {
      const input = encodeURIComponent(JSON.stringify({ community, search, after: null }));
      return (
        await animator.browser.query<{ id: string; name: string | null; role: string }[]>(
          `communities.members?input=${input}`,
        )
      ).body;
    };
    expect((await list()).map((m) => [m.role, m.name])).toEqual([
      ['animator', null],
      ['member', null],
    ]);
    const show = (visibility: string) =>
      database().query(
        `update member set name = 'Fatou Sarr', visibility = visibility || jsonb_build_object('name', $2::text)
          where id = $1`,
        [member.member, visibility],
      );
    await show('private');
    expect(await list('fatou')).toEqual([]);
    await show('community');
    expect((await list('fatou')).map((m) => [m.id, m.name])).toEqual([[member.member, 'Fatou Sarr']]);
  });

  it('counts members, ballots by day, supports and waiting proposals of one community, and names who left', async () => {
    const db = database();
    const { community, animator, member, outsider } = await village();
    const other = await addCommunity(db, 'public');
    const stranger = { member: (await addMember(db)).id };
    for (const c of [community, other]) {
      const poll = await addPoll(db, { method: { kind: 'choice', max: 1 }, community: c });
      for (const [voter, days] of [
        [animator, 0],
        [member, 2],
        [stranger, 20],
        [outsider, 31],
      ] as const)
        await db.query(
          `insert into ballot (poll, member, content, rev, cast_at)
            values ($1, $2, '{"kind": "choice", "options": ["a"]}', 1, now() - make_interval(days => $3))`,
          [poll, voter.member, days],
        );
      const project = await addProject(db, c);
      await db.query('update project_tally set score = 40, supporters = 3 where id = $1', [project]);
      await db.query(`update project set status = 'proposed' where id = $1`, [await addProject(db, c)]);
    }
    await keyOf(db, community);
    await db.query(
      `insert into departure (community, member, removed, at) values ($1, $2, true, now() - interval '1 day'),
        ($1, $3, false, now() - interval '91 days')`,
      [community, outsider.member, animator.member],
    );
    const ask = async () =>
      (
        await animator.browser.query<CommunityFigures>(
          `communities.figures?input=${encodeURIComponent(JSON.stringify({ community }))}`,
        )
      ).body;
    const figures = await ask();
    expect(figures).toMatchObject({
      members: 2,
      animators: 1,
      joined: 2,
      openPolls: 1,
      voters: 2,
      projects: 1,
      grains: 40,
      supporters: 3,
      waiting: 1,
      waitingSince: expect.stringMatching(/^\d{4}-/),
      poster: { joined: 0 },
      left: [{ name: null, removed: true }],
    });
    expect(figures.ballots.map((d) => d.n)).toEqual([...Array(9).fill(0), 1, ...Array(17).fill(0), 1, 0, 1]);
    expect(figures.ballots.at(-1)!.day).toBe(new Date().toISOString().slice(0, 10));
    await db.query(
      `update member set name = 'Idrissa Ba', visibility = visibility || '{"name": "community"}' where id = $1`,
      [outsider.member],
    );
    expect((await ask()).left).toMatchObject([{ name: null }]);
    await db.query(`update member set visibility = visibility || '{"name": "public"}' where id = $1`, [
      outsider.member,
    ]);
    expect((await ask()).left).toMatchObject([{ name: 'Idrissa Ba' }]);
  });

  it('S11: tells animators how many a poll or an announcement reaches: active members, and whom else a poll open to all', async () => {
    const db = database();
    const { community, animator, member, outsider } = await village();
    const everywhere = await signedIn(t, ['animator']);
    const [barred, gone, open] = [await addMember(db), await addMember(db), await addCommunity(db, 'public')];
    await db.query(`update member set status = 'banned' where id = $1`, [gone.id]);
    await addMembership(db, gone, community);
    await db.query('insert into community_ban (community, member) values ($1, $2)', [open, barred.id]);
    const ask = async ({ browser }: { browser: Browser }, where: string | null) =>
      (await browser.query(`communities.reach?input=${encodeURIComponent(JSON.stringify({ community: where }))}`)).body;
    const [all] = await db.query<{ n: number }>(`select count(*)::int as n from member where status = 'active'`);
    expect(await ask(animator, community)).toEqual({ members: 2, voters: 2 });
    expect(await ask(everywhere, open)).toEqual({ members: 0, voters: all!.n - 1 });
    expect(await ask(everywhere, null)).toEqual({ members: all!.n, voters: all!.n });
    for (const where of [open, null])
      expect(await ask(animator, where)).toMatchObject({ code: 'community.not_animator' });
    expect(await ask(member, community)).toMatchObject({ code: 'community.not_animator' });
    expect(await ask(outsider, community)).toMatchObject({ code: 'community.unknown' });
  });

  it('tells whoever has the key which community it opens; an archived one has none', async () => {
    const { community } = await village();
    const { key } = await keyOf(database(), community);
    const ask = (k: string) =>
      t.browser().query(`communities.byKey?input=${encodeURIComponent(JSON.stringify({ key: k }))}`);
    expect((await ask(key)).body).toMatchObject({ id: community, visibility: 'private' });
    expect((await ask('0'.repeat(16))).body).toMatchObject({ code: 'community.no_such_key' });
    await database().query('update community set archived_at = now() where id = $1', [community]);
    expect((await ask(key)).body).toMatchObject({ code: 'community.no_such_key' });
  });
});
