/**
 * The cost of a settlement, counted on the wire of a real PostgreSQL: a change that adds a round trip or a statement
 * for each act fails here.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutations } from '@egoejo/shared/registry.ts';
import { type ExampleIds } from '@egoejo/shared/testing/example-ids.ts';
import { exampleActs } from '@egoejo/shared/testing/examples.ts';
import { communityScope, memberScope, PROTOCOL, type MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { noticeMove } from '../recovery/recovery.ts';
import { openPostgres } from '../../platform/database/open-postgres.ts';
import type { Database } from '../../platform/database/database.ts';
import { entitySources } from '../../registry.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { act, boost, newMember, outcome } from '../../testing/acts.ts';
import { openPgWire, tellStatements, type PgWire, type WireCount } from '../../testing/database/pg-wire.ts';
import { createDatabase } from '../../testing/database/postgres.ts';
import { addExampleWorld, addOffer, addSanction } from '../../testing/example-world.ts';
import { addBookDay, addCommunity, addMembership, addWork } from '../../testing/world.ts';
import { exchange } from '../exchange/exchange.ts';
import type { Caller } from '../exchange/exchange-deps.ts';
import { settleActs } from './settle.ts';

/** Most statements inside one call; several acts, however many, take no more than one. */
const MOST = { boost: 13, twentyBoosts: 13 } as const;

describe('the cost of a settlement (PostgreSQL)', () => {
  let wire: PgWire;
  let db: Database;
  let drop: () => Promise<void>;
  let noStatements = '';
  let ids: ExampleIds;
  beforeAll(async () => {
    const made = await createDatabase();
    drop = made.drop;
    const direct = await openPostgres({ url: made.url });
    ids = await addExampleWorld(direct, 'public');
    // A server does this when it starts.
    await direct.transaction((tx) => noticeMove(tx));
    await direct
      .script(tellStatements(new URL(made.url).pathname.slice(1)))
      .catch((error: unknown) => (noStatements = String(error)));
    await direct.close();
    wire = await openPgWire(made.url);
    db = await openPostgres({ url: wire.url, max: 2 });
  });
  afterAll(async () => {
    await db.close();
    await wire.close();
    await drop();
  });

  const settle = async (m: Caller, list: readonly MutationEnvelope[]): Promise<WireCount & { outcomes: string[] }> => {
    wire.take();
    const answers = await settleActs(
      {
        db,
        settlements: testSettlements,
        flagsOff: [],
        onThrow: (error) => {
          throw error;
        },
      },
      m.member,
      m.device,
      list,
    );
    return { ...wire.take(), outcomes: answers.map(outcome) };
  };
  const vote = () => act('poll.vote', { poll: ids.quadratic, ballot: { kind: 'quadratic', votes: { a: 2 } } });
  const progress = () => act('reading.progress', { text: ids.story, at: 100, page: 1 });
  const finish = () => act('reading.finish', { story: ids.story, activeSeconds: 60 });

  it('S5: boosts, votes and reads of one exchange settle in one round trip, whether one or a hundred', async () => {
    const m = await newMember(db, 1000);
    // The first calls of a connection parse the statement; later ones send only its name.
    for (let i = 0; i < 4; i++) await settle(m, [boost(ids.project, 1)]);
    const once = [boost(ids.project, 5)];
    const mixed = [
      boost(ids.project, 5),
      vote(),
      progress(),
      finish(),
      boost(ids.project, 1),
      act('poll.withdrawVote', { poll: ids.quadratic }),
    ];
    const hundred = Array.from({ length: 100 }, () => boost(ids.project, 1));
    for (const list of [once, mixed, hundred, mixed]) {
      expect(await settle(m, list)).toMatchObject({ roundTrips: 1, parsed: 0, outcomes: list.map(() => 'applied') });
    }
  });

  it('S5: acts of one kind cost a fixed number of inner statements, not a number per act', async () => {
    // auto_explain is part of PostgreSQL's contrib, like pg_trgm, which the product needs anyway.
    expect(noStatements).toBe('');
    const m = await newMember(db, 1000);
    await settle(m, [boost(ids.project, 1), progress()]);
    const one = await settle(m, [boost(ids.project, 1)]);
    const twenty = await settle(
      m,
      Array.from({ length: 20 }, () => boost(ids.project, 1)),
    );
    const [progressOne, progressTwenty] = [
      await settle(m, [progress()]),
      await settle(m, Array.from({ length: 20 }, progress)),
    ];
    console.log(
      `statements inside: boost ${one.inside}, 20 boosts ${twenty.inside}, progress ${progressOne.inside}, 20 ` +
        `progresses ${progressTwenty.inside}`,
    );
    expect(one.inside).toBeGreaterThan(3);
    expect(one.inside).toBeLessThanOrEqual(MOST.boost);
    expect(twenty.inside).toBeLessThanOrEqual(MOST.twentyBoosts);
    expect(progressTwenty.inside).toBeLessThanOrEqual(progressOne.inside + 2);
  });

  it('S5: round trips of a whole exchange of hot acts with its pull: opening, settlement, quiet mark, one snapshot', async () => {
    const m = await newMember(db, 1000);
    await addMembership(db, { id: m.member, device: m.device }, ids.community);
    const cursors = [memberScope(m.member), communityScope(ids.community)].map((scope) => ({
      scope,
      entities: { wallet: 1, receipt: 1, support: 1, projectTally: 1 },
      rev: 0,
      table: '',
      id: '',
    }));
    const lines: string[] = [];
    const run = async (list: MutationEnvelope[]) => {
      wire.take();
      await exchange(
        {
          db,
          settlements: testSettlements,
          sources: entitySources,
          flags: {},
          moved: () => undefined,
          onThrow: (error) => {
            throw error;
          },
        },
        m,
        { protocol: PROTOCOL, ...m, epoch: null, cursors, mutations: list, outboxEmpty: true },
        async (line) => void lines.push(line),
      );
      return wire.take().roundTrips;
    };
    // Begin, counters, a page of each scope, commit; besides these the opening, the settlement and the quiet mark (the
    // first of the day, R5).
    expect(await run([boost(ids.project, 5), vote(), progress()])).toBe(8);
    // Nothing to send and nothing has moved.
    const idle = lines.flatMap((line): (typeof cursors)[number][] =>
      line.startsWith('{"t":"page"') ? [(JSON.parse(line) as { cursor: (typeof cursors)[number] }).cursor] : [],
    );
    expect(idle).toHaveLength(2);
    cursors.splice(0, 2, ...idle);
    expect(await run([])).toBe(1);
    // The device already has the rest: one statement reads what its acts changed.
    expect(await run([boost(ids.project, 5), progress()])).toBe(3);
    expect(lines.filter((line) => line.startsWith('{"t":"page"'))).toHaveLength(3);
    // With many scopes, each is read by its own statement: a request may name thousands.
    const others = await Promise.all(Array.from({ length: 5 }, () => addCommunity(db)));
    cursors.splice(0, 2, ...others.map((c) => ({ ...idle[0]!, scope: communityScope(c), rev: 1 })));
    for (const c of others)
      await db.query('update scope_counter set rev = rev + 5 where scope = $1', [communityScope(c)]);
    expect(await run([])).toBe(1 + 3 + others.length);
  });

  it('S5: each cold act costs no more round trips than its known number', async () => {
    const m = await newMember(db, 100);
    await db.query(`insert into membership (member, community, role, joined_at) values ($1, $2, 'animator', now())`, [
      m.member,
      ids.community,
    ]);
    await db.query(`update member set roles = '{animator,author}' where id = $1`, [m.member]);
    await addSanction(db, ids, m.member);
    await addOffer(db, ids, m.member);
    await addWork(db, { id: ids.work });
    await addBookDay(db, m.member, ids.work);
    const costs: Record<string, number> = {};
    for (const { name, args } of exampleActs(ids)) {
      const { outcomes, roundTrips } = await settle(m, [act(name, args)]);
      expect([name, ...outcomes]).toEqual([name, 'applied']);
      if (mutations[name].path === 'cold') costs[name] = Math.max(costs[name] ?? 0, roundTrips);
    }
    // When a cost has changed for a good reason: run this file with -u.
    expect(costs).toMatchInlineSnapshot(`
      {
        "catalogue.import": 9,
        "challenge.cancel": 8,
        "challenge.edit": 9,
        "challenge.join": 11,
        "challenge.leave": 7,
        "challenge.make": 9,
        "channels.set": 5,
        "club.begin": 14,
        "club.edit": 16,
        "club.join": 11,
        "comment.delete": 8,
        "comment.edit": 10,
        "comment.write": 12,
        "community.announce": 12,
        "community.appoint": 9,
        "community.archive": 8,
        "community.create": 9,
        "community.edit": 9,
        "community.join": 8,
        "community.leave": 9,
        "community.remove": 9,
        "concept.delete": 10,
        "concept.link": 12,
        "concept.write": 9,
        "contract.answer": 18,
        "contract.offer": 20,
        "episode.ask": 12,
        "follow.set": 7,
        "leaderboard.join": 12,
        "leaderboard.leave": 5,
        "like.set": 7,
        "manuscript.addFile": 18,
        "manuscript.begin": 15,
        "manuscript.closeNote": 17,
        "manuscript.edit": 17,
        "manuscript.move": 20,
        "manuscript.note": 17,
        "meeting.answer": 11,
        "meeting.cancel": 10,
        "meeting.edit": 11,
        "meeting.plan": 11,
        "member.block": 6,
        "message.delete": 10,
        "message.edit": 11,
        "message.pin": 12,
        "message.react": 11,
        "message.send": 12,
        "moderation.appeal": 11,
        "moderation.decide": 10,
        "moderation.report": 11,
        "notification.read": 5,
        "playlist.add": 10,
        "playlist.drop": 8,
        "playlist.edit": 9,
        "playlist.make": 7,
        "playlist.move": 9,
        "playlist.remove": 7,
        "playlist.share": 11,
        "poll.cancel": 11,
        "poll.draft": 7,
        "poll.extend": 12,
        "poll.open": 11,
        "poll.voteSecretly": 10,
        "preferences.set": 5,
        "profile.update": 6,
        "project.addMany": 13,
        "project.addPicture": 10,
        "project.dropNeed": 9,
        "project.follow": 7,
        "project.need": 12,
        "project.propose": 9,
        "project.publish": 16,
        "project.removePicture": 9,
        "project.revise": 10,
        "project.withdraw": 10,
        "reading.add": 8,
        "reading.remove": 6,
        "recommendation.refuse": 7,
        "release.cancel": 5,
        "release.plan": 8,
        "review.remove": 5,
        "review.write": 9,
        "room.direct": 11,
        "room.edit": 8,
        "room.join": 11,
        "room.mute": 5,
        "room.open": 9,
        "room.rules": 10,
        "show.add": 13,
        "show.follow": 7,
        "show.remove": 12,
        "show.share": 17,
        "story.publish": 11,
        "story.withdraw": 11,
        "topic.begin": 10,
        "topic.change": 9,
        "track.add": 7,
        "track.edit": 9,
        "track.remove": 9,
        "track.share": 10,
        "track.words": 9,
      }
    `);
  });
});
