import { newId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import { positionId } from '@egoejo/shared/reading/model.ts';
import { activeSecondsNeeded } from '@egoejo/shared/saka/model.ts';
import type { Answer, MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../platform/database.ts';
import { coldSettlements } from '../registry.ts';
import type { Caller } from '../sync/exchange.ts';
import { settleExchange } from '../sync/settle.ts';
import { act, newMember, outcome, walletOf } from '../testing/acts.ts';
import { eachDatabase } from '../testing/postgres.ts';
import { addMember } from '../testing/world.ts';

eachDatabase('reading', (database) => {
  let db: Database;
  beforeAll(() => {
    db = database();
  });
  const settle = (m: Caller, list: MutationEnvelope[], flagsOff: string[] = []): Promise<Answer[]> =>
    settleExchange({ db, settlements: coldSettlements, flagsOff, onThrow: (e) => { throw e; } }, m.member, m.device, list);
  const addStory = async (words = 300): Promise<StoryId> => {
    const id = newId<StoryId>();
    await db.query(`insert into story (id, title, language, authors, licence, words, pages, bytes) values ($1, 'Le baobab', 'fr', 'nous', 'CC BY', $2, 3, 2000)`, [id, words]);
    return id;
  };
  const finish = (story: StoryId, activeSeconds: number, more = {}) => act('reading.finish', { story, activeSeconds }, more);
  const noteOf = (a: Answer | undefined): unknown => (a && 'verdict' in a && a.verdict.status === 'applied' ? (a.verdict.notes[0]?.code ?? null) : outcome(a));

  it('R5: a story read for at least words / 10 active seconds harvests 10, once per member', async () => {
    const m = await newMember(db);
    const story = await addStory(300);
    expect(noteOf((await settle(m, [finish(story, 29)]))[0])).toBe('reading.too_fast');
    expect(noteOf((await settle(m, [finish(story, 30)]))[0])).toBe('saka.harvested');
    expect(noteOf((await settle(m, [finish(story, 300)]))[0])).toBe('saka.already_harvested');
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 10, harvested: 10, ledger: 10 });
    expect(await db.query('select grains from read_mark where member = $1', [m.member])).toEqual([{ grains: 10 }]);
  });

  it('R5: twenty minutes are enough for any text, here and on the device', async () => {
    const m = await newMember(db);
    expect(activeSecondsNeeded(1_000_000)).toBe(1200);
    expect(noteOf((await settle(m, [finish(await addStory(1_000_000), 1200)]))[0])).toBe('saka.harvested');
  });

  it('R5: at three a day the reading still counts, the grains do not, and the member is told', async () => {
    const m = await newMember(db);
    const notes = [];
    for (let i = 0; i < 4; i++) notes.push(noteOf((await settle(m, [finish(await addStory(), 60)]))[0]));
    expect(notes).toEqual(['saka.harvested', 'saka.harvested', 'saka.harvested', 'saka.daily_limit']);
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 30 });
    expect(await db.query('select 1 from read_mark where member = $1', [m.member])).toHaveLength(4);
  });

  it('R5: a week offline keeps a week of reads: each counts in its own day', async () => {
    // Quiet since a week: see addMember.
    const { id: member, device } = await addMember(db);
    const list: MutationEnvelope[] = [];
    for (let day = 6; day >= 0; day--) {
      for (let i = 0; i < 3; i++) list.push(finish(await addStory(), 60, { madeAt: new Date(Date.now() - day * 86_400_000).toISOString() }));
    }
    const answers = await settle({ member, device }, list);
    expect(answers.filter((a) => noteOf(a) === 'saka.harvested')).toHaveLength(21);
    expect(await walletOf(db, member)).toMatchObject({ balance: 210 });
  });

  it('R5: only catalogue content harvests, by members in good standing with a confirmed address', async () => {
    const m = await newMember(db);
    expect(noteOf((await settle(m, [finish(newId<StoryId>(), 600)]))[0])).toBe('reading.unknown_story');
    const [banned, unconfirmed] = [await addMember(db, { status: 'banned' }), await addMember(db, { confirmed: false })];
    const story = await addStory();
    expect(noteOf((await settle({ member: banned.id, device: banned.device }, [finish(story, 60)]))[0])).toBe('saka.not_in_good_standing');
    expect(noteOf((await settle({ member: unconfirmed.id, device: unconfirmed.device }, [finish(story, 60)]))[0])).toBe('saka.not_confirmed');
    expect(await walletOf(db, unconfirmed.id)).toMatchObject({ balance: 0 });
  });

  it('R12: with ENABLE_SAKA off a reading counts and harvests nothing', async () => {
    const m = await newMember(db);
    expect(noteOf((await settle(m, [finish(await addStory(), 60)], ['ENABLE_SAKA']))[0])).toBeNull();
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 0 });
  });

  it('S7 S27: positions converge: the highest seq of a device wins in any order and any number of copies', async () => {
    const m = await newMember(db);
    const text = await addStory();
    const at = (seq: number, place: number) => act('reading.progress', { text, at: place, page: 0 }, { seq });
    const acts = [at(101, 1000), at(105, 4000), at(103, 9000)];
    const stored = () => db.query('select id, at, seq from position where member = $1', [m.member]);
    for (const order of [[1, 0, 2], [2, 1, 0, 1], [0, 2]]) for (const i of order) await settle(m, [acts[i]!]);
    expect(await stored()).toEqual([{ id: positionId(text, m.device), at: 4000, seq: 105 }]);
    await settle(m, acts);
    expect(await stored()).toHaveLength(1);
    expect(await db.query('select 1 from receipt where member = $1', [m.member])).toEqual([]);
  });
});
