import { beforeAll, expect, it } from 'vitest';
import { newId, type CommentId, type CommunityId, type MemberId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { writerOf } from '@egoejo/shared/comments/writer.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { settlements as projectSettlements } from '../projects/settle.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity, addMember, addMembership, addProject, settleCold, type TestMember } from '../testing/world.ts';
import { listeners } from './jobs.ts';
import { MOST_COMMENTS, MOST_EDITS } from './policy.ts';
import { sources } from './queries.ts';
import { settlements } from './settle.ts';

eachDatabase('comments', (database) => {
  let community: CommunityId;
  let project: ProjectId;
  let author: TestMember;
  let other: TestMember;
  beforeAll(async () => {
    community = await addCommunity(database());
    project = await addProject(database(), community);
    [author, other] = [await addMember(database()), await addMember(database())];
    await addMembership(database(), author, community);
    await addMembership(database(), other, community);
  });
  const settle = <N extends keyof typeof settlements>(name: N, m: TestMember, args: MutationArgs<N>) =>
    settleCold<N>(database(), settlements, name, m, args);
  const follow = (m: TestMember, on: boolean) =>
    settleCold(database(), projectSettlements, 'project.follow', m, { project, on });
  const written = (more: Partial<MutationArgs<'comment.write'>> = {}): MutationArgs<'comment.write'> => ({
    id: newId<CommentId>(),
    project,
    kind: 'comment',
    parent: null,
    text: 'Je viens.',
    signed: false,
    mentions: [],
    ...more,
  });
  const write = async (m: TestMember, more: Partial<MutationArgs<'comment.write'>> = {}) => {
    const args = written(more);
    return { id: args.id, ...(await settle('comment.write', m, args)) };
  };
  const row = async (id: CommentId) =>
    (
      await database().query(
        'select scope, author, name, text, state, edited_at is not null as edited from comment where id = $1',
        [id],
      )
    )[0];

  it('signs with the member’s name only when they ask for it', async () => {
    const [plain, signed] = [await write(author), await write(author, { signed: true })];
    expect(await row(plain.id)).toMatchObject({ name: null, scope: `community:${community}`, state: 'shown' });
    expect(await row(signed.id)).toMatchObject({ name: `member ${author.id.slice(-4)}` });
  });

  it('an unsigned comment shows readers no author; its writer alone recognises it, in each thread by another sign', async () => {
    const first = await write(author);
    const [answer, elsewhere] = [await write(author, { parent: first.id }), await write(author)];
    const [signed, another] = [await write(author, { signed: true }), await write(other, { parent: first.id })];
    const { author: shown, writer } = sources[0]!.columns;
    const seen = async ({ id }: { id: CommentId }) =>
      (
        await database().query<{ author: MemberId | null; writer: string | null }>(
          `select ${shown} as author, ${writer} as writer from comment t where id = $1`,
          [id],
        )
      )[0]!;
    const [{ key }] = (await database().query<{ key: string }>('select comment_key as key from member where id = $1', [
      author.id,
    ])) as [{ key: string }];
    const mine = { author: null, writer: writerOf(key, community, first.id) };
    expect([await seen(first), await seen(answer)]).toEqual([mine, mine]);
    expect(await seen(elsewhere)).toEqual({ author: null, writer: writerOf(key, community, elsewhere.id) });
    expect(await seen(signed)).toEqual({ author: author.id, writer: null });
    expect((await seen(another)).writer).not.toBe(mine.writer);
    await settle('comment.delete', author, { comment: answer.id });
    expect(await seen(answer)).toEqual({ author: null, writer: null });
  });

  it('S5: the same comment is written once, under its id', async () => {
    const { id } = await write(author);
    expect(await write(author, { id })).toMatchObject({ rejected: 'comment.exists' });
  });

  it('keeps threads two deep and within their project', async () => {
    const { id: parent } = await write(author);
    const { id: answer, ...decision } = await write(other, { parent });
    expect(decision).toEqual({ applied: [] });
    expect(await write(author, { parent: answer })).toMatchObject({ rejected: 'comment.too_deep' });
    expect(await write(author, { parent: newId<CommentId>() })).toMatchObject({ rejected: 'comment.unknown' });
    const elsewhere = await addProject(database(), community);
    expect(await write(author, { parent, project: elsewhere })).toMatchObject({ rejected: 'comment.unknown' });
  });

  it('lets only its author change or delete it; a deleted one keeps its place without words and name', async () => {
    const { id } = await write(author, { signed: true });
    await write(other, { parent: id });
    expect(await settle('comment.edit', other, { comment: id, text: 'Non.' })).toMatchObject({
      rejected: 'comment.not_author',
    });
    expect(await settle('comment.edit', author, { comment: id, text: 'Peut-être.' })).toEqual({ applied: [] });
    expect(await row(id)).toMatchObject({ text: 'Peut-être.', edited: true });
    expect(await settle('comment.delete', other, { comment: id })).toMatchObject({ rejected: 'comment.not_author' });
    expect(await settle('comment.delete', author, { comment: id })).toEqual({ applied: [] });
    expect(await row(id)).toMatchObject({ author: null, name: null, text: '', state: 'deleted' });
    expect(await settle('comment.edit', author, { comment: id, text: 'Si.' })).toMatchObject({
      rejected: 'comment.unknown',
    });
    expect(await write(other, { parent: id })).toMatchObject({ rejected: 'comment.unknown' });
  });

  it('takes news only from who proposed the project and from animators', async () => {
    expect(await write(other, { kind: 'update' })).toMatchObject({ rejected: 'comment.not_carrier' });
    const animator = await addMember(database());
    await addMembership(database(), animator, community, 'animator');
    expect(await write(animator, { kind: 'update' })).toMatchObject({ applied: [] });
    await database().query('update project set author = $2 where id = $1', [project, other.id]);
    expect(await write(other, { kind: 'update' })).toMatchObject({ applied: [] });
  });

  it('S11: whoever is not a member does not write, whoever is banned neither; their own words they may take away', async () => {
    const guest = await addMember(database());
    expect(await write(guest)).toMatchObject({ rejected: 'comment.not_member' });
    const leaving = await addMember(database());
    await addMembership(database(), leaving, community);
    const { id } = await write(leaving);
    await database().query(`update member set status = 'banned' where id = $1`, [leaving.id]);
    expect(await write(leaving)).toMatchObject({ rejected: 'account.banned' });
    expect(await settle('comment.edit', leaving, { comment: id, text: 'x' })).toMatchObject({
      rejected: 'account.banned',
    });
    expect(await settle('comment.delete', leaving, { comment: id })).toEqual({ applied: [] });
  });

  it('tells the listeners who was mentioned or answered, members only', async () => {
    const mentioned = async ({ id }: { id: CommentId }) =>
      (
        await database().query<{ payload: { mentions: MemberId[] } }>(
          `select payload from domain_event where name = 'comment.written' and subject = $1`,
          [id],
        )
      )[0]?.payload.mentions;
    const guest = await addMember(database());
    const first = await write(author, { mentions: [other.id, guest.id, author.id] });
    expect(await mentioned(first)).toEqual([other.id]);
    const unsigned = await write(other, { parent: first.id });
    expect(await mentioned(await write(author, { parent: first.id, answers: unsigned.id }))).toEqual([other.id]);
    const elsewhere = await write(author);
    expect(await mentioned(await write(author, { parent: elsewhere.id, answers: unsigned.id }))).toEqual([]);
  });

  it('refuses more comments than anybody writes in a day', async () => {
    const keen = await addMember(database());
    await addMembership(database(), keen, community);
    await database().query(
      `insert into comment (id, scope, project, kind, author, text)
        select gen_random_uuid(), 'community:' || $1::uuid, $2, 'comment', $3, 'encore'
          from generate_series(1, ${MOST_COMMENTS})`,
      [community, project, keen.id],
    );
    expect(await write(keen)).toMatchObject({ rejected: 'comment.too_many', params: { most: MOST_COMMENTS } });
  });

  it('refuses more edits than anybody makes in a day; the next day they are taken again', async () => {
    const keen = await addMember(database());
    await addMembership(database(), keen, community);
    const [one, two] = [await write(keen), await write(keen)];
    await database().query('update comment set edits = $2, edits_since = now() where id = $1', [
      one.id,
      MOST_EDITS - 1,
    ]);
    const edit = (comment: CommentId) => settle('comment.edit', keen, { comment, text: 'Encore.' });
    expect(await edit(two.id)).toEqual({ applied: [] });
    const refusal = { rejected: 'comment.too_many_edits', params: { most: MOST_EDITS } };
    expect([await edit(one.id), await edit(two.id)]).toEqual([refusal, refusal]);
    await database().query(`update comment set edits_since = now() - interval '25 hours' where id = $1`, [one.id]);
    expect([await edit(one.id), await edit(two.id)]).toEqual([{ applied: [] }, { applied: [] }]);
  });

  it('R13: closing the account takes away words and name; answers of others stay', async () => {
    const leaving = await addMember(database());
    await addMembership(database(), leaving, community);
    const { id } = await write(leaving, { signed: true });
    const { id: answer } = await write(other, { parent: id });
    await database().transaction((tx) => closeMember(tx, leaving.id));
    const pump = startEvents(database(), createLog('silent'), listeners);
    await pump.drain();
    await pump.stop();
    expect(await row(id)).toMatchObject({ author: null, name: null, text: '', state: 'deleted' });
    expect(await row(answer)).toMatchObject({ state: 'shown' });
  });

  it('follows a project once, and stops', async () => {
    expect(await follow(other, true)).toEqual({ applied: [] });
    expect(await follow(other, true)).toEqual({ applied: [] });
    const rows = () => database().query('select 1 from project_follow where member = $1', [other.id]);
    expect(await rows()).toHaveLength(1);
    expect(await follow(other, false)).toEqual({ applied: [] });
    expect(await rows()).toHaveLength(0);
  });
});
