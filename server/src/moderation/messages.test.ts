/** Messages of rooms and direct conversations: who may report them, who then reads them, and what no machine reads. */
import { expect, it } from 'vitest';
import { contentChecks, RATE } from '@egoejo/shared/moderation/check.ts';
import { newId, type CommunityId, type MessageId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { pairId } from '@egoejo/shared/rooms/model.ts';
import { createLog } from '../platform/observability/log.ts';
import { startEvents } from '../platform/database/events.ts';
import { listeners as roomListeners } from '../rooms/jobs.ts';
import { moderationTools } from '../testing/moderation.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, addMembership, type TestMember } from '../testing/world.ts';
import { flagListeners } from './flags.ts';
import { listeners } from './listeners.ts';

eachDatabase('moderation of messages', (database) => {
  const { settle, queueOf, sanctionsOf, decide, village } = moderationTools(database);
  const APPLIED = { applied: [] };
  const UNKNOWN = { rejected: 'moderation.unknown_subject' };

  const deliver = async () => {
    const all = [...flagListeners(contentChecks(['patate'])), ...listeners, ...roomListeners];
    const events = startEvents(database(), createLog('silent'), all);
    await events.drain();
    await events.stop();
    expect(await database().query('select last_error from domain_event where last_error is not null')).toEqual([]);
  };
  const write = async (m: TestMember, room: RoomId, text: string): Promise<MessageId> => {
    const id = newId<MessageId>();
    expect(await settle('message.send', m, { id, room, text, replyTo: null, mentions: [], file: null })).toEqual(
      APPLIED,
    );
    return id;
  };
  const report = (m: TestMember, subject: MessageId) =>
    settle('moderation.report', m, { kind: 'message', subject, community: null, reason: 'insult', words: 'Voyez.' });
  const open = async (m: TestMember, community: CommunityId): Promise<RoomId> => {
    const id = newId<RoomId>();
    const said = { title: 'Le four', purpose: '', about: null };
    expect(await settle('room.open', m, { id, community, ...said })).toEqual(APPLIED);
    return id;
  };
  const meet = async (one: TestMember, other: TestMember): Promise<RoomId> => {
    const id = pairId(one.id, other.id);
    expect(await settle('room.direct', one, { id, people: [other.id], title: '' })).toEqual(APPLIED);
    await deliver();
    return id;
  };
  const stored = (id: MessageId) => database().query('select state, text from message where id = $1', [id]);
  const casesOf = (id: MessageId) =>
    database().query<{ id: string; flags: unknown[] }>('select id, flags from moderation_case where subject = $1', [
      id,
    ]);

  it('T1: a direct message is reported by somebody in the conversation, and reaches the moderators of all', async () => {
    const { animator, moderator, author, reporter } = await village();
    const [ofAll, administrator, mate] = [
      await addMember(database()),
      await addMember(database()),
      await addMember(database()),
    ];
    await database().query(`update member set roles = '{moderator}' where id = $1`, [ofAll.id]);
    await database().query(`update member set roles = '{administrator}' where id = $1`, [administrator.id]);
    const room = await meet(author, reporter);
    const message = await write(author, room, 'Espèce de patate');
    // Neither a role nor the id of a message opens a conversation.
    for (const m of [animator, moderator, ofAll, administrator, mate])
      expect(await report(m, message)).toEqual(UNKNOWN);
    expect(await report(author, message)).toEqual({ rejected: 'moderation.own_content' });
    expect(await report(reporter, message)).toEqual(APPLIED);
    await deliver();
    for (const m of [ofAll, administrator])
      expect(await queueOf(m)).toMatchObject([
        {
          kind: 'message',
          subject: message,
          community: null,
          excerpt: 'Espèce de patate',
          reports: [{ words: 'Voyez.' }],
        },
      ]);
    for (const m of [animator, moderator, author, reporter, mate]) expect(await queueOf(m)).toEqual([]);
    const [found] = await casesOf(message);
    expect(await decide(ofAll, { case: found!.id })).toEqual(APPLIED);
    await deliver();
    expect(await stored(message)).toEqual([{ state: 'hidden', text: 'Espèce de patate' }]);
    expect(await sanctionsOf(author)).toMatchObject([{ kind: 'message', subject: message, hidden: true }]);
  });

  it('T1: who left a conversation or its community reports nothing that is said there', async () => {
    const { author, reporter, community } = await village();
    const [direct, room] = [await meet(author, reporter), await open(author, community)];
    await settle('room.join', reporter, { room, on: true });
    const said = [await write(author, direct, 'Bonjour'), await write(author, room, 'Bonjour')];
    await settle('room.join', reporter, { room: direct, on: false });
    await database().query('delete from membership where member = $1', [reporter.id]);
    for (const message of said) expect(await report(reporter, message)).toEqual(UNKNOWN);
    await addMembership(database(), reporter, community);
    expect(await report(reporter, said[1]!)).toEqual(APPLIED);
  });

  it('T1: a message of a community’s room goes to its moderators; who is not in the room cannot report it', async () => {
    const { animator, moderator, author, reporter, community } = await village();
    const room = await open(author, community);
    const message = await write(author, room, 'Espèce de fleur');
    for (const m of [animator, reporter]) expect(await report(m, message)).toEqual(UNKNOWN);
    await settle('room.join', reporter, { room, on: true });
    expect(await report(reporter, message)).toEqual(APPLIED);
    await deliver();
    for (const m of [animator, moderator])
      expect(await queueOf(m)).toMatchObject([{ subject: message, community, title: 'Le four' }]);
    const [found] = await casesOf(message);
    await decide(moderator, { case: found!.id, outcome: 'kept' });
    expect(await settle('message.delete', author, { message })).toEqual(APPLIED);
    await settle('room.join', reporter, { room, on: false });
    expect(await stored(message)).toEqual([{ state: 'deleted', text: '' }]);
  });

  it('T1: automatic checks read what is written in rooms of communities, and never direct conversations', async () => {
    const { author, reporter, community } = await village();
    const [direct, room] = [await meet(author, reporter), await open(author, community)];
    const [secret, public_] = [await write(author, direct, 'Patate !'), await write(author, room, 'Patate !')];
    const edited = await write(author, direct, 'Fleur');
    await settle('message.edit', author, { message: edited, text: 'Patate ! Patate !' });
    await deliver();
    expect(await casesOf(public_)).toMatchObject([{ flags: [{ check: 'words', found: 'patate' }] }]);
    expect([await casesOf(secret), await casesOf(edited)]).toEqual([[], []]);
  });

  it('a quick conversation is no flood of texts', async () => {
    const { author, reporter, community } = await village();
    const [direct, room] = [await meet(author, reporter), await open(author, community)];
    const said: MessageId[] = [];
    for (let n = 0; n <= RATE.most; n++) {
      await write(author, direct, `Encore ${n}`);
      said.push(await write(author, room, `Encore ${n}`));
    }
    await deliver();
    for (const id of said) expect(await casesOf(id)).toEqual([]);
  });
});
