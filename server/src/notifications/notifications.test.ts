import { beforeAll, beforeEach, expect, it } from 'vitest';
import { newId, type CommunityId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { digestText } from '../channels/model.ts';
import { emit, startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { listeners as projectListeners } from '../projects/jobs.ts';
import { testSettlements } from '../testing/settlements.ts';
import { ownData } from '../testing/own-data.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import {
  addCommunity,
  addMember,
  addMembership,
  addPoll,
  addProject,
  settleCold,
  type TestMember,
} from '../testing/world.ts';
import { forgetOld } from './jobs.ts';
import { CHUNK, listeners } from './listeners.ts';

eachDatabase('notifications', (database) => {
  let community: CommunityId;
  let author: TestMember;
  let other: TestMember;
  let third: TestMember;
  let project: ProjectId;
  beforeAll(async () => {
    community = await addCommunity(database());
    [author, other, third] = [await addMember(database()), await addMember(database()), await addMember(database())];
    for (const m of [author, other, third]) await addMembership(database(), m, community);
  });
  beforeEach(() => database().query('delete from notification'));
  const settle = <N extends keyof typeof testSettlements>(name: N, m: TestMember, args: MutationArgs<N>) =>
    settleCold<N>(database(), testSettlements, name, m, args);
  const bring = async () => {
    const pump = startEvents(database(), createLog('silent'), [...projectListeners, ...listeners]);
    await pump.drain();
    await pump.stop();
  };
  /** What a member was told since the last question, oldest first. */
  const told = async (m: TestMember) => {
    await bring();
    const stale = await database().query(
      `select 1 from notification n join member_counter c using (member) where member = $1 and n.rev < 1`,
      [m.id],
    );
    expect(stale, 'stamped with the rev of the scope').toEqual([]);
    const rows = await database().query<{ kind: string; title: string; text: string }>(
      `select kind, title, text from notification where member = $1 order by created_at, id`,
      [m.id],
    );
    await database().query('delete from notification where member = $1', [m.id]);
    return rows;
  };
  const kinds = async (m: TestMember) => (await told(m)).map((n) => n.kind);
  const write = async (m: TestMember, more: Partial<MutationArgs<'comment.write'>> = {}) => {
    const args = { id: newId(), project, kind: 'comment', parent: null, text: 'Oui.', signed: false, mentions: [] };
    const written = { ...args, ...more } as MutationArgs<'comment.write'>;
    expect(await settle('comment.write', m, written)).toEqual({ applied: [] });
    return written.id;
  };
  const ofAuthor = async () => {
    project = await addProject(database(), community, 'Le four');
    await database().query('update project set author = $2 where id = $1', [project, author.id]);
  };

  it('S12: tells of a comment who proposed the project, who was answered and who was mentioned, each once', async () => {
    await ofAuthor();
    const first = await write(other, { mentions: [author.id, third.id] });
    expect(await kinds(author)).toEqual(['mention']);
    expect(await kinds(third)).toEqual(['mention']);
    expect(await kinds(other)).toEqual([]);
    // The form mentions whom it answers.
    await write(third, { parent: first, mentions: [other.id] });
    expect(await told(other)).toEqual([{ kind: 'answer', title: 'Le four', text: '' }]);
    expect(await kinds(author)).toEqual(['comment']);
    expect(await kinds(third)).toEqual([]);
  });

  it('tells of news who follows the project and still sees it', async () => {
    await ofAuthor();
    const gone = await addMember(database());
    await addMembership(database(), gone, community);
    for (const m of [other, gone]) await settle('project.follow', m, { project, on: true });
    await database().query('delete from membership where member = $1', [gone.id]);
    await database().query(`update community set visibility = 'private', scope = $2 where id = $1`, [
      community,
      `community:${community}`,
    ]);
    await write(author, { kind: 'update' });
    expect(await kinds(other)).toEqual(['news']);
    expect(await kinds(gone)).toEqual([]);
    expect(await kinds(author)).toEqual([]);
    expect(await kinds(third)).toEqual([]);
    await database().query(`update community set visibility = 'public', scope = 'public' where id = $1`, [community]);
  });

  it('tells nobody of a comment that was deleted before', async () => {
    await ofAuthor();
    const comment = await write(other);
    await settle('comment.delete', other, { comment });
    expect(await kinds(author)).toEqual([]);
  });

  it('tells the author what became of a proposal, with the reason', async () => {
    const animator = await addMember(database());
    await addMembership(database(), animator, community, 'animator');
    const propose = async () => {
      await ofAuthor();
      await database().query(
        `update project set status = 'proposed', scope = 'member:' || author::text where id = $1`,
        [project],
      );
    };
    await propose();
    await database().query('delete from project_tally where id = $1', [project]);
    await settle('project.publish', animator, { project });
    expect(await told(author)).toEqual([{ kind: 'published', title: 'Le four', text: '' }]);
    await propose();
    await settle('project.withdraw', animator, { project, reason: 'Trop cher.' });
    expect(await told(author)).toEqual([{ kind: 'declined', title: 'Le four', text: 'Trop cher.' }]);
    await ofAuthor();
    await settle('project.withdraw', animator, { project, reason: 'Le terrain est pris.' });
    expect(await told(author)).toEqual([{ kind: 'withdrawn', title: 'Le four', text: 'Le terrain est pris.' }]);
    expect(await kinds(animator)).toEqual([]);
  });

  it('tells members of a poll that opens, and who voted or animates of its result', async () => {
    const poll = await addPoll(database(), { community, method: { kind: 'choice', max: 1 } });
    await database().query('update poll set author = $2 where id = $1', [poll, author.id]);
    await emit(database(), 'poll.opened', poll, {});
    expect([await kinds(author), await kinds(other)]).toEqual([[], ['pollOpened']]);
    expect(await kinds(third)).toEqual(['pollOpened']);
    await database().query(`insert into ballot (poll, member, content) values ($1, $2, '{}')`, [poll, other.id]);
    await database().query(`update poll set state = 'closed' where id = $1`, [poll]);
    await emit(database(), 'poll.counted', poll, {});
    expect([await kinds(author), await kinds(other)]).toEqual([['pollClosed'], ['pollResult']]);
  });

  it('P1 P2: tells of a cancelled poll, secret or not, its voters and its author with the reason, but not who cancelled', async () => {
    const animator = await addMember(database());
    await addMembership(database(), animator, community, 'animator');
    for (const secret of [false, true]) {
      const opened = async (by: TestMember, ...voters: TestMember[]) => {
        const poll = await addPoll(database(), { community, method: { kind: 'choice', max: 1 }, secret });
        await database().query(`update poll set author = $2, title = 'Le four' where id = $1`, [poll, by.id]);
        for (const m of voters)
          await database().query(`insert into ballot (poll, member, content) values ($1, $2, '{"kind":"secret"}')`, [
            poll,
            m.id,
          ]);
        return poll;
      };
      const poll = await opened(author, other, animator);
      const reason = 'Le four est vendu.';
      expect(await settle('poll.cancel', animator, { poll, reason })).toEqual({ applied: [] });
      await bring();
      // Late events of its opening and count tell nothing; its own, delivered twice, tells once.
      await emit(database(), 'poll.opened', poll, {});
      await emit(database(), 'poll.counted', poll, {});
      const event = {
        id: 1,
        name: 'poll.cancelled',
        subject: poll,
        payload: { by: animator.id, reason },
        at: new Date(),
      };
      await database().query('delete from notification');
      for (let n = 0; n < 2; n++) await database().transaction(async (tx) => listeners[0]!.handle(tx, event));
      const one = [{ kind: 'pollResult', title: 'Le four', text: reason }];
      expect([await told(author), await told(other), await told(third), await told(animator)]).toEqual([
        one,
        one,
        [],
        [],
      ]);
      // Their own, that nobody voted in, tells nobody.
      const own = await opened(animator);
      await settle('poll.cancel', animator, { poll: own, reason });
      expect([await told(animator), await told(other)]).toEqual([[], []]);
    }
  });

  it('says outside the app that the poll was cancelled, in both languages, by the ways of results', async () => {
    const poll = await addPoll(database(), { community, method: { kind: 'choice', max: 1 } });
    await database().query(`update poll set title = 'Le four', author = $2 where id = $1`, [poll, author.id]);
    const animator = await addMember(database(), { roles: ['animator'] });
    await settle('poll.cancel', animator, { poll, reason: 'Vendu.' });
    await bring();
    const day = { after: '2000-01-01T00:00:00Z', until: '2999-01-01T00:00:00Z' };
    const way = { app: true, mail: true, push: true };
    const digest = (language: 'fr' | 'en', mail: boolean) =>
      digestText(database(), author.id, { pollResult: { ...way, mail } }, language, day);
    expect(await digest('fr', true)).toEqual({ n: 1, lines: '- Un vote est annulé : « Le four »' });
    expect(await digest('en', true)).toEqual({ n: 1, lines: '- A poll was cancelled: “Le four”' });
    expect(await digest('en', false)).toBe(null);
  });

  const announcement = (more: Partial<MutationArgs<'community.announce'>> = {}) => ({
    id: newId(),
    community,
    title: 'Grand ménage',
    text: 'Samedi.',
    ...more,
  });
  const textsOf = (m: TestMember) =>
    database().query(
      `select a.text, read_at is not null as read from notification n join announcement a using (id) where member = $1`,
      [m.id],
    );

  it('announces to the members of a community once a day, by the server’s clock; the second is told when', async () => {
    const animator = await addMember(database());
    await addMembership(database(), animator, community, 'animator');
    expect(await settle('community.announce', other, announcement())).toMatchObject({
      rejected: 'community.not_animator',
    });
    const args = announcement();
    expect(await settle('community.announce', animator, args)).toEqual({ applied: [] });
    const again = await settle('community.announce', animator, announcement());
    expect(again).toMatchObject({ rejected: 'announcement.too_soon' });
    const next = 'params' in again ? Date.parse(String(again.params?.['next'])) : 0;
    expect(next - Date.now()).toBeGreaterThan(86_000_000);
    expect(await settle('community.announce', animator, args)).toMatchObject({ rejected: 'announcement.exists' });
    await bring();
    expect(await textsOf(animator)).toEqual([{ text: 'Samedi.', read: true }]);
    expect(await textsOf(other)).toEqual([{ text: 'Samedi.', read: false }]);
    await database().query(`update announced set at = now() - interval '25 hours'`);
    expect(await settle('community.announce', animator, announcement())).toEqual({ applied: [] });
    const logged = await database().query(
      `select 1 from audit_log where action = 'community.announce' and actor = $1`,
      [animator.id],
    );
    expect(logged).toHaveLength(2);
    await told(other);
  });

  it('lets only administrators announce to all', async () => {
    const [animator, administrator] = [
      await addMember(database(), { roles: ['animator'] }),
      await addMember(database(), { roles: ['administrator'] }),
    ];
    const args = announcement({ community: null });
    expect(await settle('community.announce', animator, args)).toMatchObject({
      rejected: 'announcement.not_administrator',
    });
    expect(await settle('community.announce', administrator, args)).toEqual({ applied: [] });
    expect(await kinds(animator)).toEqual(['announcement']);
  });

  it('S12: tells a large audience in chunks, each member once, however often an event comes', async () => {
    const crowd = await addCommunity(database());
    await database().query(
      `with m as (insert into member (id, name, email) select gen_random_uuid(), '', 'crowd' || g || '@example.org'
         from generate_series(1, ${CHUNK + 20}) g returning id),
       c as (insert into member_counter (member, rev) select id, 0 from m on conflict do nothing)
       insert into membership (member, community) select id, $1 from m`,
      [crowd],
    );
    const poll = await addPoll(database(), { community: crowd, method: { kind: 'choice', max: 1 } });
    await emit(database(), 'poll.opened', poll, {});
    await bring();
    const count = async () =>
      (await database().query<{ n: number }>('select count(*)::int as n from notification where poll = $1', [poll]))[0]
        ?.n;
    expect(await count()).toBe(CHUNK + 20);
  });

  it('marks only the member’s own as read, and forgets the oldest', async () => {
    await database().query(
      `insert into notification (member, id, kind, title, created_at)
        select $1, gen_random_uuid(), 'news', g::text, now() - make_interval(hours => g) from generate_series(1, 4) g`,
      [third.id],
    );
    const rows = () =>
      database().query<{ id: string; title: string; read: boolean }>(
        `select id, title, read_at is not null as read from notification where member = $1 order by title`,
        [third.id],
      );
    const ids = (await rows()).slice(0, 2).map((r) => r.id);
    await settle('notification.read', other, { ids });
    expect((await rows()).filter((r) => r.read)).toHaveLength(0);
    await settle('notification.read', third, { ids });
    expect((await rows()).map((r) => r.read)).toEqual([true, true, false, false]);
    expect(await forgetOld(database(), 3)).toBeGreaterThan(0);
    expect((await rows()).map((r) => r.title)).toEqual(['1', '2', '3']);
    const gone = await database().query(`select 1 from tombstone where entity = 'notification' and scope = $1`, [
      `member:${third.id}`,
    ]);
    expect(gone.length).toBeGreaterThan(0);
  });

  it('keeps two hundred of a member: what is told takes the place of the oldest', async () => {
    const full = await addMember(database());
    await addMembership(database(), full, community);
    await database().query(
      `insert into notification (member, id, kind, title, created_at)
        select $1, gen_random_uuid(), 'news', g::text, now() - make_interval(hours => g)
          from generate_series(1, 200) g`,
      [full.id],
    );
    const poll = await addPoll(database(), { community, method: { kind: 'choice', max: 1 } });
    await emit(database(), 'poll.opened', poll, {});
    await bring();
    const [kept] = await database().query(
      `select count(*)::int as n, bool_or(poll = $2) as told, bool_or(title = '200') as oldest from notification
        where member = $1`,
      [full.id, poll],
    );
    expect(kept).toEqual({ n: 200, told: true, oldest: false });
  });

  it('R13: an export has the notifications, closing the account erases them', async () => {
    const leaving = await addMember(database());
    await database().query(`insert into notification (member, id, kind, title) values ($1, $2, 'news', 'Le four')`, [
      leaving.id,
      newId(),
    ]);
    const media = { get: async () => null } as never;
    expect((await ownData({ db: database(), media }, leaving.id))['notification']).toHaveLength(1);
    await database().transaction((tx) => closeMember(tx, leaving.id));
    expect(await database().query('select 1 from notification where member = $1', [leaving.id])).toEqual([]);
  });
});
