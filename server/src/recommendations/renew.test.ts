import { beforeAll, describe, expect, it } from 'vitest';
import { newId, type BookId, type CommunityId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { LIKED, OPENED, type RecommendedWork } from '@egoejo/shared/recommendations/model.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import type { Database } from '../platform/database/database.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addBookDay, addCommunity, addMember, addWork, settleCold, type TestMember } from '../testing/world.ts';
import { keepLists } from './keep.ts';
import { readWanted } from './kind.ts';
import { renewLists } from './renew.ts';
import { settlements } from './settle.ts';
import { readReadings, works } from './works.ts';

eachDatabase('recommendations', (database) => {
  /** A member who was here on that many days ago. */
  const reader = async (locale = 'fr', daysAgo = 1): Promise<TestMember> => {
    const member = await addMember(database());
    await database().query(
      `insert into session (id, member, device, pepper, current_hash, expires_at, used_at)
        values ($1, $2, $3, '\\x00', '\\x00', now() + interval '1 day', now() - make_interval(days => $4))`,
      [newId(), member.id, member.device, daysAgo],
    );
    await database().query('insert into preferences (member, value) values ($1, $2::jsonb)', [
      member.id,
      JSON.stringify({ locale }),
    ]);
    return member;
  };
  const work = async (title: string, authors = title, language = 'fr', community: CommunityId | null = null) => {
    const id = (await addWork(database(), { title, community })) as BookId;
    await database().query('update work set authors = $2, languages = $3 where id = $1', [id, authors, [language]]);
    return id;
  };
  const listOf = async ({ id }: TestMember) =>
    (
      await database().query<{ items: RecommendedWork[]; rev: number; member: MemberId }>(
        'select items, rev, member from recommendation where member = $1',
        [id],
      )
    )[0];
  const refuse = (member: TestMember, id: BookId, refused = true) =>
    settleCold<'recommendation.refuse'>(database(), settlements, 'recommendation.refuse', member, {
      work: id,
      refused,
    });

  let moussa: TestMember;
  let awa: TestMember;
  let fresh: TestMember;
  let away: TestMember;
  let secret: BookId;
  const w = {} as Record<'lion' | 'mer' | 'ile' | 'sky' | 'sel', BookId>;

  beforeAll(async () => {
    const db = database();
    const closed = await addCommunity(db, 'private');
    w.lion = await work('Le lion');
    w.mer = await work('La mer', 'Zoé B');
    w.ile = await work('Une île', 'Zoé B');
    w.sky = await work('The sky', 'Ann', 'en');
    w.sel = await work('Le sel');
    secret = await work('Le secret', 'Zoé B', 'fr', closed);
    [moussa, awa, fresh, away] = [await reader(), await reader(), await reader('en'), await reader('fr', 40)];
    const others = [await reader(), await reader()];
    for (const { id } of [moussa, ...others]) {
      await addBookDay(db, id, w.lion, 10_000);
      await addBookDay(db, id, w.sel, 9_500);
      await addBookDay(db, id, secret, 10_000);
    }
    await addBookDay(db, moussa.id, w.sky);
    await addBookDay(db, awa.id, w.lion, 10_000);
    await addBookDay(db, awa.id, w.mer, 3_000);
    // Half-read and liked.
    await db.query('insert into review (member, work, stars) values ($1, $2, 4)', [awa.id, w.mer]);
    expect(await renewLists(db, works)).toBe(true);
  });

  it('B11: a member gets works with the reason and all that a device shows of them, none that they read', async () => {
    const items = (await listOf(awa))?.items ?? [];
    expect(items.find((i) => i.work === w.sel)).toEqual({
      work: w.sel,
      title: 'Le sel',
      authors: 'Le sel',
      reason: { kind: 'readers', from: w.lion },
      fromTitle: 'Le lion',
    });
    expect(items.find((i) => i.work === w.ile)).toMatchObject({
      reason: { kind: 'author', from: w.mer, name: 'Zoé B' },
      fromTitle: 'La mer',
    });
    expect(items.map((i) => i.work)).not.toContain(w.lion);
    expect(items.map((i) => i.work)).not.toContain(w.mer);
  });

  it('B11: who is new gets what many read, in their language first; who was away for 35 days gets no list', async () => {
    const items = (await listOf(fresh))?.items ?? [];
    expect(items[0]).toMatchObject({ work: w.sky, reason: { kind: 'trending', language: 'en' } });
    expect(items[1]).toMatchObject({ work: w.lion, reason: { kind: 'trending', language: null } });
    expect(await listOf(away)).toBeUndefined();
  });

  it('B11 S11: a work of a private community reaches no list and is no reason', async () => {
    const rows = await database().query<{ items: unknown }>('select items from recommendation');
    expect(rows.length).toBeGreaterThan(3);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain('secret');
    // Those who may not see it may not say anything about it either.
    expect(await refuse(awa, secret)).toEqual({ rejected: 'catalogue.unknown' });
    expect(await refuse(awa, newId<BookId>())).toEqual({ rejected: 'catalogue.unknown' });
    expect(await refuse(awa, newId<BookId>(), false)).toEqual({ applied: [] });
  });

  it('B11: nothing is computed while nothing happened, and an equal list is not written again', async () => {
    const db = database();
    expect(await renewLists(db, works)).toBe(false);
    const before = [await listOf(awa), await listOf(moussa), await listOf(fresh)];
    // A day that changes no list, and two servers at the same time: neither knows which of them wrote last.
    await addBookDay(db, away.id, newId<BookId>());
    const other: boolean[] = [];
    const query: Database['query'] = async (text, values) => {
      if (text.includes('into recommendation_run') && other.length === 0) other.push(await renewLists(db, works));
      return db.query(text, values);
    };
    expect([await renewLists({ ...db, query }, works), ...other]).toEqual([true, true]);
    expect(await renewLists(db, works)).toBe(true);
    expect(await renewLists(db, works)).toBe(false);
    expect([await listOf(awa), await listOf(moussa), await listOf(fresh)]).toEqual(before);
  });

  it('B11: a refused work leaves the next list, and comes back when that is taken back', async () => {
    const db = database();
    const listed = async () => (await listOf(awa))?.items.map((i) => i.work) ?? [];
    const rev = (await listOf(awa))?.rev ?? 0;
    expect(await refuse(awa, w.sel)).toEqual({ applied: [] });
    expect(await refuse(awa, w.sel)).toEqual({ applied: [] });
    expect(await renewLists(db, works)).toBe(true);
    expect(await listed()).not.toContain(w.sel);
    expect(await listed()).toContain(w.ile);
    expect((await listOf(awa))?.rev).toBeGreaterThan(rev);
    await refuse(awa, w.sel, false);
    expect(await renewLists(db, works)).toBe(true);
    expect(await listed()).toContain(w.sel);
  });

  it('B11: stopped in the middle, it computes again at the next turn', async () => {
    const db = database();
    await addBookDay(db, fresh.id, w.sky);
    expect(await renewLists(db, works, () => true)).toBe(false);
    expect(await renewLists(db, works)).toBe(true);
    expect((await listOf(fresh))?.items.map((i) => i.work)).not.toContain(w.sky);
  });

  it('B11 R13: closing an account takes list and refusals away, and none is written for it any more', async () => {
    const db = database();
    await refuse(moussa, w.mer);
    const items = (await listOf(moussa))?.items ?? [];
    await db.transaction((tx) => closeMember(tx, moussa.id));
    await keepLists(db, works.table, [{ member: moussa.id, items }]);
    await renewLists(db, works);
    expect(await listOf(moussa)).toBeUndefined();
    expect(await db.query('select 1 from unwanted where member = $1', [moussa.id])).toEqual([]);
  });

  it('B11: what was finished or got four stars counts as liked, what was only opened less', async () => {
    const mine: Record<string, number> = {};
    for await (const piece of readReadings(database()))
      for (const { reader: id, work: of, weight } of piece) if (id === awa.id || id === fresh.id) mine[of] = weight;
    expect(mine).toEqual({ [w.lion]: LIKED, [w.mer]: LIKED, [w.sky]: OPENED });
  });

  describe('reading in pieces', () => {
    const all = async <T>(pieces: AsyncIterable<readonly T[]>): Promise<T[]> => {
      const found: T[] = [];
      for await (const piece of pieces) found.push(...piece);
      return found;
    };
    it('gives everything once, whatever the size of a piece', async () => {
      const db = database();
      const [readings, wanted] = [await all(readReadings(db)), await all(readWanted(db, works.known))];
      expect(readings.length).toBeGreaterThan(5);
      expect(await all(readReadings(db, 2))).toEqual(readings);
      expect(await all(readReadings(db, readings.length))).toEqual(readings);
      expect(wanted.length).toBeGreaterThan(2);
      expect(await all(readWanted(db, works.known, 1))).toEqual(wanted);
    });
  });
});
