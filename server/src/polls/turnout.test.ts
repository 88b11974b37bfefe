import type { Turnout } from '@egoejo/shared/polls/model.ts';
import { expect, it } from 'vitest';
import { counting } from '../platform/limits/counting.ts';
import { createTestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { addCommunity, addMember, addMembership, addPoll, type TestPoll } from '../testing/world.ts';

eachDatabase('turnout', (database) => {
  it('P1 P2: tells animators of each open poll how many may vote and have not, of a secret one too', async () => {
    const db = database();
    const at = await createTestApp(db);
    const [animator, everywhere, member] = [
      await signedIn(at, []),
      await signedIn(at, ['animator']),
      await signedIn(at, []),
    ];
    const [village, garden] = [await addCommunity(db, 'private'), await addCommunity(db, 'public')];
    const people = [await addMember(db), await addMember(db), await addMember(db), await addMember(db)];
    for (const c of [village, garden]) {
      for (const p of people.slice(0, 3)) await addMembership(db, p, c);
      await db.query(
        `insert into membership (member, community, role, joined_at) values ($1, $2, 'animator', now() - interval '1 day')`,
        [animator.member, c],
      );
      // Came after the opening.
      await db.query('insert into membership (member, community) values ($1, $2)', [member.member, c]);
    }
    await db.query(`update member set status = 'banned' where id = $1`, [people[2]!.id]);
    await db.query('insert into community_ban (community, member) values ($1, $2)', [garden, people[3]!.id]);
    const polls: Record<string, TestPoll> = {
      private: { method: { kind: 'choice', max: 1 }, community: village, secret: true },
      late: { method: { kind: 'choice', max: 1 }, community: village, openToAll: true },
      public: { method: { kind: 'judgment', grades: ['Non', 'Oui'], ungraded: 0 }, community: garden, openToAll: true },
      whole: { method: { kind: 'choice', max: 1 }, openToAll: true },
      due: { method: { kind: 'choice', max: 1 }, community: village, closesInSeconds: -1 },
    };
    const names = new Map<string, string>();
    for (const [name, poll] of Object.entries(polls)) {
      const id = await addPoll(db, poll);
      names.set(id, name);
      for (const voter of people.slice(0, 1))
        await db.query(
          `insert into ballot (poll, member, content, rev, cast_at) values ($1, $2, '{"kind": "secret"}', 1, now())`,
          [id, voter.id],
        );
    }
    const ask = async ({ browser }: typeof animator) => {
      const { body } = await browser.query<Turnout[]>('polls.turnout');
      return Object.fromEntries(body.map((one) => [names.get(one.poll), [one.ballots, one.missing]]));
    };
    const [all] = await db.query<{ n: number }>(`select count(*)::int as n from member where status = 'active'`);
    const own = { private: [1, 2], late: [1, 3], public: [1, all!.n - 2] };
    expect(await ask(animator)).toEqual(own);
    expect(await ask(everywhere)).toEqual({ ...own, whole: [1, all!.n - 1] });
    expect(await ask(member)).toEqual({});
    expect((await at.browser().query('polls.turnout')).status).toBe(401);
    // However often one asks, few counts run at a time; what is not counted is refused.
    const { started } = counting.seen();
    const answers = await Promise.all(Array.from({ length: 20 }, () => everywhere.browser.query('polls.turnout')));
    const counted = answers.filter((a) => a.status === 200).length;
    expect(answers.filter((a) => a.status === 503).length).toBe(20 - counted);
    expect(counted).toBeGreaterThanOrEqual(4);
    expect(counting.seen()).toEqual({ started: started + counted, most: expect.any(Number) });
    expect(counting.seen().most).toBeLessThanOrEqual(2);
    await at.close();
  });
});
