import { newId, type DeviceId, type ItemId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import { positionId } from '@egoejo/shared/reading/model.ts';
import { activeSecondsNeeded } from '@egoejo/shared/saka/model.ts';
import type { Answer, MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../platform/database/database.ts';
import { testSettlements } from '../testing/settlements.ts';
import type { Caller } from '../sync/exchange/exchange-deps.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { act, newMember, outcome, walletOf } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, addStory } from '../testing/world.ts';

eachDatabase('reading', (database) => {
  let db: Database;
  beforeAll(() => {
    db = database();
  });
  const settle = (m: Caller, list: MutationEnvelope[], flagsOff: string[] = []): Promise<Answer[]> =>
    settleActs(
      {
        db,
        settlements: testSettlements,
        flagsOff,
        onThrow: (e) => {
          throw e;
        },
      },
      m.member,
      m.device,
      list,
    );
  const storyOf = (words = 300): Promise<StoryId> => addStory(db, { words });
  const finish = (story: StoryId, activeSeconds: number, more = {}) =>
    act('reading.finish', { story, activeSeconds }, more);
  const noteOf = (a: Answer | undefined): unknown =>
    a && 'verdict' in a && a.verdict.status === 'applied' ? (a.verdict.notes[0]?.code ?? null) : outcome(a);

  it('R5: a story read for at least words / 10 active seconds harvests 10, once per member', async () => {
    const m = await newMember(db);
    const story = await storyOf(300);
    expect(noteOf((await settle(m, [finish(story, 29)]))[0])).toBe('reading.too_fast');
    expect(noteOf((await settle(m, [finish(story, 30)]))[0])).toBe('saka.harvested');
    expect(noteOf((await settle(m, [finish(story, 300)]))[0])).toBe('saka.already_harvested');
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 10, harvested: 10, ledger: 10 });
    expect(await db.query('select grains from read_mark where member = $1', [m.member])).toEqual([{ grains: 10 }]);
  });

  it('R5: a story harvests once a device of the member has told its last page; before, nothing is lost', async () => {
    const m = await newMember(db);
    const story = await addStory(db, { words: 300, pages: 4 });
    const reach = (text: StoryId, page: number) => act('reading.progress', { text, at: page * 2500, page });
    expect(noteOf((await settle(m, [finish(story, 60)]))[0])).toBe('reading.not_at_end');
    expect(noteOf((await settle(m, [reach(story, 2), finish(story, 60)]))[1])).toBe('reading.not_at_end');
    expect(await db.query('select 1 from read_mark where member = $1', [m.member])).toEqual([]);
    expect(noteOf((await settle(m, [reach(story, 3), finish(story, 60)]))[1])).toBe('saka.harvested');
    // Going back to an earlier page, or on another device, undoes nothing.
    const other = await addStory(db, { words: 300, pages: 2 });
    await settle(m, [reach(other, 1)]);
    const device = newId<DeviceId>();
    await db.query('insert into device (member, id) values ($1, $2)', [m.member, device]);
    expect(noteOf((await settle({ ...m, device }, [finish(other, 60)]))[0])).toBe('saka.harvested');
  });

  it('R5: twenty minutes are enough for any text, on server and device', async () => {
    const m = await newMember(db);
    expect(activeSecondsNeeded(1_000_000)).toBe(1200);
    expect(noteOf((await settle(m, [finish(await storyOf(1_000_000), 1200)]))[0])).toBe('saka.harvested');
  });

  it('R5: from the fourth of a day the reading counts without grains, and the member is told', async () => {
    const m = await newMember(db);
    const notes = [];
    for (let i = 0; i < 4; i++) notes.push(noteOf((await settle(m, [finish(await storyOf(), 60)]))[0]));
    expect(notes).toEqual(['saka.harvested', 'saka.harvested', 'saka.harvested', 'saka.daily_limit']);
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 30 });
    expect(await db.query('select 1 from read_mark where member = $1', [m.member])).toHaveLength(4);
  });

  it('R5: readings of a week offline count on their own days', async () => {
    // The device has been quiet for a week: see addMember.
    const { id: member, device } = await addMember(db);
    const list: MutationEnvelope[] = [];
    for (let day = 6; day >= 0; day--) {
      for (let i = 0; i < 3; i++)
        list.push(finish(await storyOf(), 60, { madeAt: new Date(Date.now() - day * 86_400_000).toISOString() }));
    }
    const answers = await settle({ member, device }, list);
    expect(answers.filter((a) => noteOf(a) === 'saka.harvested')).toHaveLength(21);
    expect(await walletOf(db, member)).toMatchObject({ balance: 210 });
  });

  it('R5: only catalogue content harvests, for members in good standing with a confirmed address', async () => {
    const m = await newMember(db);
    expect(noteOf((await settle(m, [finish(newId<StoryId>(), 600)]))[0])).toBe('reading.unknown_story');
    const [banned, unconfirmed] = [
      await addMember(db, { status: 'banned' }),
      await addMember(db, { confirmed: false }),
    ];
    const story = await storyOf();
    expect(noteOf((await settle({ member: banned.id, device: banned.device }, [finish(story, 60)]))[0])).toBe(
      'account.banned',
    );
    expect(noteOf((await settle({ member: unconfirmed.id, device: unconfirmed.device }, [finish(story, 60)]))[0])).toBe(
      'saka.not_confirmed',
    );
    expect(await walletOf(db, unconfirmed.id)).toMatchObject({ balance: 0 });
  });

  /** Sets when a member's device was last quiet and registered, that many seconds ago. */
  const quietSince = (m: Caller, seconds: number) =>
    db.query(
      `update device set quiet_at = now() - make_interval(secs => $3),
        registered_at = now() - make_interval(secs => $3) where member = $1 and id = $2`,
      [m.member, m.device, seconds],
    );
  const LONG = 12_000;
  const progress = (text: StoryId, more = {}) => act('reading.progress', { text, at: 100, page: 0 }, more);

  it('R5: three stories of twenty minutes each, finished one minute after the last exchange, count as read and harvest nothing', async () => {
    const m = await newMember(db);
    await quietSince(m, 60);
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push(...(await settle(m, [finish(await storyOf(LONG), 1200)])));
    expect(answers.map(noteOf)).toEqual(['reading.no_time', 'reading.no_time', 'reading.no_time']);
    expect(answers[0]).toMatchObject({
      verdict: { status: 'applied', notes: [{ code: 'reading.no_time', params: {} }] },
    });
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 0 });
    expect(await db.query('select grains from read_mark where member = $1', [m.member])).toEqual([
      { grains: 0 },
      { grains: 0 },
      { grains: 0 },
    ]);
  });

  it('R5: of readings sent together as many harvest as the elapsed time allows, over all devices', async () => {
    const m = await newMember(db);
    const other = { ...m, device: newId<DeviceId>() };
    await db.query('insert into device (member, id) values ($1, $2)', [m.member, other.device]);
    for (const d of [m, other]) await quietSince(d, 2 * 1200 + 10);
    const stories = [await storyOf(LONG), await storyOf(LONG), await storyOf(LONG)];
    const [first] = await settle(m, [finish(stories[0]!, 1200)]);
    const rest = await settle(other, [finish(stories[1]!, 1200), finish(stories[2]!, 1200)]);
    expect([first, ...rest].map(noteOf)).toEqual(['saka.harvested', 'saka.harvested', 'reading.no_time']);
  });

  it('R5: a story begun yesterday and finished right after today’s first exchange harvests, on another device too', async () => {
    const m = await newMember(db);
    const story = await storyOf(LONG);
    await settle(m, [progress(story)]);
    const other = { ...m, device: newId<DeviceId>() };
    await db.query('insert into device (member, id) values ($1, $2)', [m.member, other.device]);
    await quietSince(m, 1);
    expect(noteOf((await settle(other, [finish(story, 1200)]))[0])).toBe('saka.harvested');
    expect(noteOf((await settle(m, [finish(await storyOf(LONG), 1200)]))[0])).toBe('reading.no_time');
  });

  it('R5: two stories read alternately both harvest if there was time for both', async () => {
    const m = await newMember(db);
    const [outer, inner] = [await storyOf(LONG), await storyOf(6000)];
    // The outer story was begun 1,900 s ago, the inner one 900 s ago; reading the inner one took 600 s.
    const begin = async (story: StoryId, ago: number) => {
      await settle(m, [progress(story)]);
      await db.query(
        'update position set started_at = now() - make_interval(secs => $3) where member = $1 and text = $2',
        [m.member, story, ago],
      );
    };
    await begin(outer, 1900);
    await begin(inner, 900);
    await quietSince(m, 1);
    expect(noteOf((await settle(m, [finish(inner, 600)]))[0])).toBe('saka.harvested');
    expect(noteOf((await settle(m, [finish(outer, 1200)]))[0])).toBe('saka.harvested');
    const third = await storyOf(6000);
    await begin(third, 1000);
    expect(noteOf((await settle(m, [finish(third, 600)]))[0])).toBe('reading.no_time');
  });

  it('R5: a short story on a newly registered device harvests: half a minute is allowed for missing records of time', async () => {
    const m = await newMember(db);
    await quietSince(m, 0);
    expect(noteOf((await settle(m, [finish(await storyOf(300), 30)]))[0])).toBe('saka.harvested');
    expect(noteOf((await settle(m, [finish(await storyOf(300), 30)]))[0])).toBe('reading.no_time');
  });

  it('S27: a position in a text that is neither in the catalogue nor in the member’s queue is accepted and stores no row', async () => {
    const [m, other] = [await newMember(db), await newMember(db)];
    const [mine, theirs] = [newId<ItemId>(), newId<ItemId>()];
    const add = (who: Caller, id: ItemId) =>
      settle(who, [act('reading.add', { id, url: `https://example.org/${id}`, title: 'lien' })]);
    await add(m, mine);
    await add(other, theirs);
    const acts = Array.from({ length: 90 }, () => act('reading.progress', { text: newId<ItemId>(), at: 1, page: 0 }));
    const answers = await settle(m, [
      ...acts,
      act('reading.progress', { text: theirs, at: 1, page: 0 }),
      act('reading.progress', { text: mine, at: 1, page: 0 }),
    ]);
    expect(new Set(answers.map(outcome))).toEqual(new Set(['applied']));
    expect(await db.query('select text from position where member = $1', [m.member])).toEqual([{ text: mine }]);
    // Removing a text from the queue deletes its positions.
    await settle(m, [act('reading.remove', { item: mine })]);
    expect(await db.query('select text from position where member = $1', [m.member])).toEqual([]);
  });

  it('R12: with ENABLE_SAKA off a reading counts and harvests nothing', async () => {
    const m = await newMember(db);
    expect(noteOf((await settle(m, [finish(await storyOf(), 60)], ['ENABLE_SAKA']))[0])).toBeNull();
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 0 });
  });

  it('S7 S27: positions converge: the highest seq of a device wins in any order and any number of copies', async () => {
    const m = await newMember(db);
    const text = await storyOf();
    const at = (seq: number, place: number) => act('reading.progress', { text, at: place, page: 0 }, { seq });
    const acts = [at(101, 1000), at(105, 4000), at(103, 9000)];
    const stored = () => db.query('select id, at, seq from position where member = $1', [m.member]);
    for (const order of [
      [1, 0, 2],
      [2, 1, 0, 1],
      [0, 2],
    ])
      for (const i of order) await settle(m, [acts[i]!]);
    expect(await stored()).toEqual([{ id: positionId(text, m.device), at: 4000, seq: 105 }]);
    await settle(m, acts);
    expect(await stored()).toHaveLength(1);
    expect(await db.query('select 1 from receipt where member = $1', [m.member])).toEqual([]);
  });
});
