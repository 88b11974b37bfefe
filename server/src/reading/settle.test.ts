import fc, { tries } from '@egoejo/shared/testing/fast-check.ts';
import { expect, it } from 'vitest';
import { newId, type ItemId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import { activeSecondsNeeded } from '@egoejo/shared/saka/model.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, addStory, settleBySql, type TestMember } from '../testing/world.ts';

const daysAgo = (n: number): string => new Date(Date.now() - n * 86_400_000).toISOString();

eachDatabase('reading', (database) => {
  const finish = async (
    m: TestMember,
    story: StoryId,
    activeSeconds: number,
    given: { off?: string[]; madeAt?: string } = {},
  ) =>
    (
      await settleBySql(
        database(),
        m,
        [
          {
            name: 'reading.finish',
            args: { story, activeSeconds },
            ...(given.madeAt === undefined ? {} : { madeAt: given.madeAt }),
          },
        ],
        given.off,
      )
    )[0]!;
  const balance = async (m: TestMember) =>
    (await database().query<{ balance: number }>('select balance from wallet where member = $1', [m.id]))[0]!.balance;
  const marks = (m: TestMember) => database().query('select story, grains from read_mark where member = $1', [m.id]);

  it('R5: a story read long enough harvests 10, once', async () => {
    const [member, story] = [await addMember(database()), await addStory(database(), { words: 200 })];
    expect(await finish(member, story, 19)).toEqual({ code: 'reading.too_fast', detail: { seconds: 19, needed: 20 } });
    expect(await marks(member)).toEqual([]);
    expect(await finish(member, story, 20)).toEqual({
      code: null,
      detail: [{ code: 'saka.harvested', params: { grains: 10 } }],
    });
    expect(await finish(member, story, 20)).toEqual({
      code: null,
      detail: [{ code: 'saka.already_harvested', params: {} }],
    });
    expect([await balance(member), await marks(member)]).toEqual([10, [{ story, grains: 10 }]]);
  });
  it('R5: the required seconds are words ÷ 10, at most twenty minutes, on both sides', async () => {
    for (const words of [1, 9, 10, 11, 12_000, 50_000]) {
      const needed = activeSecondsNeeded(words);
      const [member, story] = [await addMember(database()), await addStory(database(), { words: words })];
      expect((await finish(member, story, needed - 1)).code).toBe('reading.too_fast');
      expect((await finish(member, story, needed)).code).toBeNull();
    }
  });
  it('R5: the fourth reading of a day counts without grains, and the member is told', async () => {
    const member = await addMember(database());
    const stories = await Promise.all([1, 2, 3, 4].map(() => addStory(database(), { words: 10 })));
    for (const story of stories.slice(0, 3)) await finish(member, story, 10);
    expect(await finish(member, stories[3]!, 10)).toEqual({
      code: null,
      detail: [{ code: 'saka.daily_limit', params: { limit: 3 } }],
    });
    expect([await balance(member), (await marks(member)).length]).toEqual([30, 4]);
  });
  it('R5: readings of a week offline count on their days, and claimed times are clamped to that week', async () => {
    const member = await addMember(database());
    const stories = await Promise.all(Array.from({ length: 12 }, () => addStory(database(), { words: 10 })));
    // The device was last quiet seven days ago: three readings on each of two days of that week count.
    for (const [i, day] of [5, 5, 5, 3, 3, 3].entries())
      expect((await finish(member, stories[i]!, 10, { madeAt: daysAgo(day) })).detail).toMatchObject([
        { code: 'saka.harvested' },
      ]);
    // Times before the last quiet mark and times in the future are clamped, each to one day.
    for (const [i, day] of [20, 100, 300].entries())
      expect((await finish(member, stories[6 + i]!, 10, { madeAt: daysAgo(day) })).detail).toMatchObject([
        { code: 'saka.harvested' },
      ]);
    expect((await finish(member, stories[9]!, 10, { madeAt: daysAgo(9) })).detail).toMatchObject([
      { code: 'saka.daily_limit' },
    ]);
    const [days] = await database().query<{ n: number; first: number; last: number }>(
      `select count(*) as n, min(current_date - day) as last, max(current_date - day) as first from harvest_day
        where member = $1`,
      [member.id],
    );
    expect(days).toMatchObject({ n: 3 });
    expect(days!.first).toBeLessThanOrEqual(8);
    await finish(member, stories[10]!, 10, { madeAt: daysAgo(-400) });
    expect(
      await database().query(
        `select max(day) <= (now() at time zone 'UTC')::date as past from harvest_day where member = $1`,
        [member.id],
      ),
    ).toEqual([{ past: true }]);
  });
  it('S11: refuses an unknown story and a banned member; without confirmed address or with SAKA off nothing is harvested', async () => {
    const story = await addStory(database(), { words: 10 });
    expect((await finish(await addMember(database()), newId(), 10)).code).toBe('reading.unknown_story');
    expect((await finish(await addMember(database(), { status: 'banned' }), story, 10)).code).toBe('account.banned');
    const shy = await addMember(database(), { confirmed: false });
    expect(await finish(shy, story, 10)).toEqual({ code: null, detail: [{ code: 'saka.not_confirmed', params: {} }] });
    const member = await addMember(database());
    expect(await finish(member, story, 10, { off: ['ENABLE_SAKA'] })).toEqual({ code: null, detail: null });
    expect([
      await balance(shy),
      await balance(member),
      (await marks(shy)).length,
      (await marks(member)).length,
    ]).toEqual([0, 0, 1, 1]);
    // A reading finished before counts once there are grains to harvest.
    expect((await finish(member, story, 10)).detail).toMatchObject([{ code: 'saka.harvested' }]);
    expect(await marks(member)).toEqual([{ story, grains: 10 }]);
  });
  it('marks the queued story as finished', async () => {
    const [member, story] = [await addMember(database()), await addStory(database(), { words: 10 })];
    await database().query(
      `insert into reading_item (member, id, story, title, state) values ($1, $2, $3, 'x', 'ready')`,
      [member.id, newId(), story],
    );
    await finish(member, story, 10);
    expect(
      await database().query('select finished_at is not null as finished from reading_item where member = $1', [
        member.id,
      ]),
    ).toEqual([{ finished: true }]);
  });
  it('S7 S27: positions converge: any order and any number of copies give the same rows, with the highest seq of each device', async () => {
    const texts = [newId<ItemId>(), newId<ItemId>()];
    const steps = fc.array(fc.record({ t: fc.nat(1), at: fc.nat(10_000), seq: fc.integer({ min: 1, max: 9 }) }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(steps, fc.infiniteStream(fc.nat()), async (acts, order) => {
        // Acts with the same seq are copies of one act, so they must be equal.
        const unique = [...new Map(acts.map((a) => [a.seq, a])).values()];
        const send = async (list: typeof acts) => {
          const member = await addMember(database());
          for (const { t, at, seq } of list)
            await settleBySql(database(), member, [
              { name: 'reading.progress', args: { text: texts[t]!, at, page: 0 }, seq },
            ]);
          return database().query('select text, at, seq from position where member = $1 order by text', [member.id]);
        };
        const shuffled = [...unique, ...unique]
          .map((a) => [order.next().value, a] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, a]) => a);
        expect(await send(shuffled)).toEqual(await send([...unique].sort((a, b) => a.seq - b.seq)));
      }),
      { numRuns: tries(15) },
    );
  });
});
