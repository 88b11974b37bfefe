import { beforeEach, expect, it } from 'vitest';
import { newId, type CommentId, type CommunityId, type TopicId } from '@egoejo/shared/platform/ids.ts';
import { CATALOGUE } from '@egoejo/shared/sync/protocol.ts';
import { listeners as commentListeners } from '../comments/jobs.ts';
import { moderated } from '../comments/model.ts';
import { settlements as comments } from '../comments/settle.ts';
import { listeners as notificationListeners } from '../notifications/listeners.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { MOST_COMMENTS } from '../comments/policy.ts';
import { MOST_CHANGES, MOST_TOPICS } from './policy.ts';
import { sources } from './queries.ts';
import { settlements } from './settle.ts';

eachDatabase('topics', (database) => {
  let [host, guest, stranger]: TestMember[] = [];
  let community: CommunityId;
  let id: TopicId;
  let first: CommentId;
  beforeEach(async () => {
    const db = database();
    [host, guest, stranger] = [await addMember(db), await addMember(db), await addMember(db)];
    community = await addCommunity(db, 'public');
    for (const m of [host, guest]) await addMembership(db, m, community);
    [id, first] = [newId(), newId()];
  });
  const begin = (m: TestMember, where: CommunityId | null = community) =>
    settleCold<'topic.begin'>(database(), settlements, 'topic.begin', m, {
      id,
      first,
      community: where,
      title: 'Que lire ?',
      text: 'Des idées ?',
      signed: true,
    });
  const change = (m: TestMember, what: { title?: string; closed?: boolean; pinned?: boolean }) =>
    settleCold<'topic.change'>(database(), settlements, 'topic.change', m, { topic: id, ...what });
  const write = async (m: TestMember, more: { parent?: CommentId; kind?: 'update' } = {}) => {
    const comment = newId<CommentId>();
    const args = { id: comment, topic: id, kind: 'comment' as const, parent: null, text: 'Oui.', signed: false };
    const verdict = await settleCold<'comment.write'>(database(), comments, 'comment.write', m, {
      ...args,
      mentions: [],
      ...more,
    });
    return { comment, ...verdict };
  };
  const shown = async () =>
    (
      await database().query<{ title: string; rev: number }>(
        `select ${sources[0]!.columns['title']} as title, t.rev from topic t where t.id = $1`,
        [id],
      )
    )[0]!;
  const told = async (m: TestMember) => {
    const events = startEvents(database(), createLog('silent'), [...commentListeners, ...notificationListeners]);
    await events.drain();
    await events.stop();
    return (
      await database().query<{ kind: string }>(
        'select kind from notification where member = $1 and subject = $2 order by kind',
        [m.id, id],
      )
    ).map((r) => r.kind);
  };

  it('B13: members open topics of their community and write there, two deep; strangers do not', async () => {
    expect(await begin(stranger!)).toMatchObject({ rejected: 'topic.not_member' });
    expect(await begin(host!)).toEqual({ applied: expect.anything() });
    expect(await begin(host!)).toMatchObject({ rejected: 'topic.exists' });
    expect(await write(stranger!)).toMatchObject({ rejected: 'comment.not_member' });
    const { comment } = await write(guest!);
    const answer = await write(host!, { parent: comment });
    expect(answer).toMatchObject({ applied: expect.anything() });
    expect(await write(guest!, { parent: answer.comment })).toMatchObject({ rejected: 'comment.too_deep' });
    expect(await write(host!, { kind: 'update' })).toMatchObject({ rejected: 'comment.too_deep' });
    const rows = await database().query('select distinct scope, community from comment where topic = $1', [id]);
    expect(rows).toEqual([{ scope: `community:${community}`, community }]);
    expect(await told(host!)).toEqual(['topicPost']);
    expect(await told(guest!)).toEqual(['answer']);
  });

  it('B13: in the forum of all every member writes, and the rows are in the catalogue', async () => {
    await begin(stranger!, null);
    expect(await write(guest!)).toMatchObject({ applied: expect.anything() });
    const rows = await database().query('select distinct scope, community from comment where topic = $1', [id]);
    expect(rows).toEqual([{ scope: CATALOGUE, community: null }]);
    expect(await change(guest!, { closed: true })).toMatchObject({ rejected: 'topic.not_author' });
    expect(await change(stranger!, { closed: true })).toEqual({ applied: expect.anything() });
    expect(await write(guest!)).toMatchObject({ rejected: 'topic.closed' });
    await database().query(`update member set status = 'banned' where id = $1`, [stranger!.id]);
    expect(await change(stranger!, { closed: false })).toMatchObject({ rejected: 'account.banned' });
  });

  it('its author changes it, animators pin; what is left out stays', async () => {
    await begin(host!);
    expect(await change(guest!, { title: 'Autre' })).toMatchObject({ rejected: 'topic.not_author' });
    expect(await change(host!, { pinned: true })).toMatchObject({ rejected: 'topic.not_animator' });
    expect(await change(host!, { title: 'Que lire cet hiver ?' })).toEqual({ applied: expect.anything() });
    const animator = await addMember(database());
    await addMembership(database(), animator, community, 'animator');
    expect(await change(animator, { pinned: true })).toEqual({ applied: expect.anything() });
    const [row] = await database().query('select title, pinned, closed from topic where id = $1', [id]);
    expect(row).toEqual({ title: 'Que lire cet hiver ?', pinned: true, closed: false });
    expect(await database().query('select action from audit_log where subject = $1', [id])).toEqual([
      { action: 'topic.change' },
    ]);
    await database().query('update topic set edits = $2, edits_since = now() where id = $1', [id, MOST_CHANGES]);
    expect(await change(host!, { closed: true })).toMatchObject({
      rejected: 'topic.too_many_edits',
      params: { most: MOST_CHANGES },
    });
  });

  it('the title goes and comes with its first comment; nobody writes there meanwhile', async () => {
    await begin(host!);
    const before = (await shown()).rev;
    await database().transaction(async (tx) => {
      await tx.query('select bump_scopes($1::text[])', [[`community:${community}`]]);
      await moderated.hide(tx, first, 'spam');
    });
    const hidden = await shown();
    expect(hidden.title).toBe('');
    expect(hidden.rev).toBeGreaterThan(before);
    expect(await write(guest!)).toMatchObject({ rejected: 'topic.closed' });
    expect(await change(host!, { title: 'Autre' })).toMatchObject({ rejected: 'topic.unknown' });
    await database().transaction((tx) => moderated.show(tx, first));
    expect((await shown()).title).toBe('Que lire ?');
    expect(await moderated.find(database(), first, null)).toMatchObject({ title: 'Que lire ?', community });
    await settleCold<'comment.delete'>(database(), comments, 'comment.delete', host!, { comment: first });
    expect((await shown()).title).toBe('');
  });

  it('the first message of a topic is one of the comments of the day', async () => {
    await database().query(
      `with t as (insert into topic (id, scope, community, title, first, rev)
          values ($1, 'community:' || $2::text, $2::uuid, 'Que lire ?', $3, 0) returning id)
        insert into comment (id, scope, topic, kind, author, text, rev)
          select gen_random_uuid(), 'community:' || $2::text, t.id, 'comment', $4, 'Oui.', 0
            from t, generate_series(1, ${MOST_COMMENTS})`,
      [newId(), community, newId(), host!.id],
    );
    expect(await begin(host!)).toMatchObject({ rejected: 'comment.too_many', params: { most: MOST_COMMENTS } });
  });

  it('a member opens so many topics a day', async () => {
    for (let i = 0; i < MOST_TOPICS; i++) {
      [id, first] = [newId(), newId()];
      expect(await begin(host!)).toEqual({ applied: expect.anything() });
    }
    [id, first] = [newId(), newId()];
    expect(await begin(host!)).toMatchObject({ rejected: 'topic.too_many', params: { most: MOST_TOPICS } });
  });
});
