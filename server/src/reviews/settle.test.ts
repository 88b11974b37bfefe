import { beforeAll, expect, it } from 'vitest';
import { newId, type BookId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { REVIEWED_FROM, REVIEWS_A_PAGE } from '@egoejo/shared/reviews/model.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { auditChecks } from '../cli/audit-checks.ts';
import { openCombiner } from '../sync/rows/combiner.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import {
  addBookDay,
  addCommunity,
  addMember,
  addMembership,
  addWork,
  settleCold,
  type TestMember,
} from '../testing/world.ts';
import { moderated } from './model.ts';
import { reviewsOf } from './queries.ts';
import { settlements } from './settle.ts';

const failed = (error: unknown): never => {
  throw error;
};

eachDatabase('reviews', (database) => {
  let community: CommunityId;
  beforeAll(async () => {
    community = await addCommunity(database(), 'private');
  });
  const work = async (of: CommunityId | null = null) => (await addWork(database(), { community: of })) as BookId;
  const reader = async (id: BookId, furthest = REVIEWED_FROM): Promise<TestMember> => {
    const member = await addMember(database());
    await addBookDay(database(), member.id, id, furthest);
    return member;
  };
  const settle = <N extends keyof typeof settlements>(name: N, m: TestMember, args: MutationArgs<N>) =>
    settleCold<N>(database(), settlements, name, m, args);
  const write = (m: TestMember, id: BookId, stars: number, text = '', signed = false) =>
    settle('review.write', m, { work: id, stars, text, signed });
  /** What devices are sent once the combiner has run. */
  const tally = async (id: BookId) => {
    const combiner = openCombiner(database(), () => undefined, failed);
    await combiner.drain();
    await combiner.close();
    const [row] = await database().query<{ reviews: number; stars: number }>(
      'select reviews, stars from work_tally where id = $1',
      [id],
    );
    return row;
  };

  it('B13: only who came to a quarter of a work by reading reviews it', async () => {
    const id = await work();
    expect(await write(await reader(id, REVIEWED_FROM - 1), id, 5)).toEqual({ rejected: 'review.not_read' });
    expect(await write(await addMember(database()), id, 5)).toEqual({ rejected: 'review.not_read' });
    expect(await write(await reader(id), id, 5)).toEqual({ applied: [] });
    expect(await tally(id)).toEqual({ reviews: 1, stars: 5 });
  });

  it('B13 S17: one review a member and work, changed in place; the tally follows the stars', async () => {
    const id = await work();
    const [one, two] = [await reader(id), await reader(id)];
    await write(one, id, 2, 'Long.');
    await write(two, id, 5);
    await write(one, id, 4, 'Long, mais beau.');
    expect(await tally(id)).toEqual({ reviews: 2, stars: 9 });
    const page = await reviewsOf(database(), id, one.id, undefined);
    expect(page?.reviews.map(({ stars, text, own }) => ({ stars, text, own }))).toEqual([
      { stars: 5, text: '', own: false },
      { stars: 4, text: 'Long, mais beau.', own: true },
    ]);
    await settle('review.remove', one, { work: id });
    await settle('review.remove', one, { work: id });
    expect(await tally(id)).toEqual({ reviews: 1, stars: 5 });
  });

  it('B13: a review is shown with a name only where it is signed', async () => {
    const id = await work();
    const [plain, signed] = [await reader(id), await reader(id)];
    await write(plain, id, 3);
    await write(signed, id, 3, '', true);
    const page = await reviewsOf(database(), id, null, undefined);
    expect(page?.reviews.map((r) => r.name)).toEqual([`member ${signed.id.slice(-4)}`, null]);
  });

  it('S11: a work of a private community is unknown to those outside, its reviews too', async () => {
    const id = await work(community);
    const outsider = await reader(id);
    const member = await reader(id);
    await addMembership(database(), member, community);
    expect(await write(outsider, id, 1)).toEqual({ rejected: 'review.unknown_work' });
    expect(await write(outsider, newId<BookId>(), 1)).toEqual({ rejected: 'review.unknown_work' });
    expect(await write(member, id, 4)).toEqual({ applied: [] });
    expect(await reviewsOf(database(), id, outsider.id, undefined)).toBeUndefined();
    expect(await reviewsOf(database(), id, null, undefined)).toBeUndefined();
    expect((await reviewsOf(database(), id, member.id, undefined))?.reviews).toHaveLength(1);
    expect(await tally(id)).toEqual({ reviews: 1, stars: 4 });
  });

  it('a hidden review is shown to nobody and does not count until it is shown again', async () => {
    const id = await work();
    const author = await reader(id);
    await write(author, id, 1, 'Nul.');
    const [row] = await database().query<{ id: string }>('select id from review where member = $1', [author.id]);
    await database().transaction((tx) => moderated.hide(tx, row!.id, 'Insulte.'));
    expect(await tally(id)).toEqual({ reviews: 0, stars: 0 });
    expect((await reviewsOf(database(), id, null, undefined))?.reviews).toEqual([]);
    await write(author, id, 5, 'Nul, encore.');
    expect(await tally(id)).toEqual({ reviews: 0, stars: 0 });
    await database().transaction((tx) => moderated.show(tx, row!.id));
    expect(await tally(id)).toEqual({ reviews: 1, stars: 5 });
  });

  it('R13: closing an account takes the review and its stars away', async () => {
    const id = await work();
    const author = await reader(id);
    await write(author, id, 2, 'Le mien.');
    expect(await tally(id)).toEqual({ reviews: 1, stars: 2 });
    await database().transaction((tx) => closeMember(tx, author.id));
    expect(await tally(id)).toEqual({ reviews: 0, stars: 0 });
    expect((await reviewsOf(database(), id, null, undefined))?.reviews).toEqual([]);
  });

  it('lists are read page by page, without a gap or a double', async () => {
    const id = await work();
    const count = REVIEWS_A_PAGE + 3;
    for (let i = 0; i < count; i++) await write(await reader(id), id, 1 + (i % 5));
    const first = await reviewsOf(database(), id, null, undefined);
    const second = await reviewsOf(database(), id, null, first?.reviews.at(-1)?.id);
    expect([first?.more, second?.more]).toEqual([true, false]);
    expect(new Set([...(first?.reviews ?? []), ...(second?.reviews ?? [])].map((r) => r.id)).size).toBe(count);
  });

  it('S17: the audit names a tally that is not the sum of its reviews', async () => {
    const id = await work();
    await write(await reader(id), id, 4);
    await tally(id);
    const check = auditChecks.find((c) => c.name === 'work.reviews');
    const gaps = async () => (await database().query<{ id: string }>(check!.sql)).filter((gap) => gap.id === id);
    expect(await gaps()).toEqual([]);
    await database().query('update work_tally set stars = 5 where id = $1', [id]);
    expect(await gaps()).toHaveLength(1);
    await database().query('update work_tally set stars = 4 where id = $1', [id]);
  });
});
