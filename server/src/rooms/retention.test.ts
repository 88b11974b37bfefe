import { beforeEach, expect, it } from 'vitest';
import type { ColdName, MutationArgs } from '@egoejo/shared/registry.ts';
import {
  newId,
  type CommunityId,
  type MessageFileId,
  type MessageId,
  type RoomId,
} from '@egoejo/shared/platform/ids.ts';
import type { NewMessageFile } from '@egoejo/shared/rooms/model.ts';
import { NOTICE_DAYS } from '@egoejo/shared/rooms/rules.ts';
import { audit } from '../cli/audit.ts';
import { listeners as notifying } from '../notifications/listeners.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { testSettlements } from '../testing/settlements.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { eraseOldMessages } from './retention.ts';

const APPLIED = { applied: [] };

eachDatabase('how long rooms keep messages', (database) => {
  let [host, guest]: TestMember[] = [];
  let community: CommunityId;
  let room: RoomId;
  beforeEach(async () => {
    const db = database();
    [host, guest] = [await addMember(db), await addMember(db)];
    community = await addCommunity(db, 'public');
    for (const m of [host, guest]) await addMembership(db, m, community);
    room = newId();
    await settle('room.open', host, { id: room, community, about: null, title: 'Le four', purpose: '' });
    await settle('room.join', guest, { room, on: true });
  });
  const settle = <N extends ColdName>(name: N, m: TestMember, args: MutationArgs<N>) =>
    settleCold<N>(database(), testSettlements, name, m, args);
  const keep = (days: MutationArgs<'room.rules'>['keep']) => settle('room.rules', host!, { room, keep: days });
  const send = async (m: TestMember, replyTo: MessageId | null = null, file: NewMessageFile | null = null) => {
    const id = newId<MessageId>();
    const said = { id, room, text: 'Samedi ?', replyTo, mentions: [], file };
    expect(await settle('message.send', m, said)).toEqual(APPLIED);
    return id;
  };
  /** As if so many days had passed since messages were written. */
  const age = (ids: readonly MessageId[], days: number) =>
    database().query(
      `update message set created_at = created_at - make_interval(days => $2),
         written_at = written_at - make_interval(days => $2) where id = any($1::uuid[])`,
      [ids, days],
    );
  /** As if the notice were over. */
  const endNotice = () => database().query('update room set keep_from = now() where id = $1', [room]);
  const left = async () =>
    (await database().query<{ id: MessageId }>('select id from message where room = $1 order by no', [room])).map(
      (m) => m.id,
    );

  it('T5: a shorter time takes effect after seven days; then older messages go, and devices are told', async () => {
    const old = [await send(host!), await send(guest!)];
    await age(old, 31);
    const young = await send(guest!, old[0]);
    await age([young], 29);
    await keep(30);
    const [{ days } = { days: 0 }] = await database().query<{ days: number }>(
      `select round(extract(epoch from keep_from - now()) / 86400)::int as days from room where id = $1`,
      [room],
    );
    expect(days).toBe(NOTICE_DAYS);
    await eraseOldMessages(database());
    expect(await left()).toHaveLength(3);
    await endNotice();
    await eraseOldMessages(database(), 1);
    expect(await left()).toEqual([young]);
    expect(await database().query('select reply_to from message where id = $1', [young])).toEqual([{ reply_to: null }]);
    const buried = await database().query<{ id: string }>(
      `select id from tombstone where scope = $1 and entity = 'message' order by rev, id`,
      [`room:${room}`],
    );
    expect(new Set(buried.map((b) => b.id))).toEqual(new Set(old));
    // The numbers go on, also when nothing is left.
    await age([young], 2);
    await eraseOldMessages(database());
    const next = await send(guest!);
    expect(await database().query('select id, no from message where room = $1', [room])).toEqual([{ id: next, no: 4 }]);
    await keep(null);
    await age([next], 1000);
    await eraseOldMessages(database());
    expect(await left()).toEqual([next]);
  });

  it('T5: an answer to a message that was erased stands alone', async () => {
    const old = await send(guest!);
    await age([old], 31);
    await keep(30);
    await endNotice();
    await eraseOldMessages(database());
    const answer = await send(host!, old);
    expect(await database().query('select reply_to from message where id = $1', [answer])).toEqual([
      { reply_to: null },
    ]);
    // One to a message of another room is refused as before.
    const other = newId<RoomId>();
    await settle('room.open', host!, { id: other, community, about: null, title: 'Le puits', purpose: '' });
    const said = { id: newId<MessageId>(), room: other, text: 'Oui', replyTo: answer, mentions: [], file: null };
    expect(await settle('message.send', host!, said)).toEqual({ rejected: 'message.unknown' });
  });

  it('T5: with a message go its file and what was told of it', async () => {
    const asked = await send(host!);
    const voice: NewMessageFile = { kind: 'voice', id: newId<MessageFileId>(), seconds: 2, bars: [] };
    const spoken = await send(guest!, asked, voice);
    await database().query(`update message_file set state = 'stored', key = $2, bytes = 9 where id = $1`, [
      voice.id,
      `talk/${voice.id}.webm`,
    ]);
    const events = startEvents(database(), createLog('silent'), notifying);
    await events.drain();
    await events.stop();
    const told = () => database().query('select message from notification where member = $1', [host!.id]);
    expect(await told()).toEqual([{ message: spoken }]);
    await age([asked, spoken], 91);
    await keep(90);
    await endNotice();
    await eraseOldMessages(database());
    expect([await left(), await told()]).toEqual([[], []]);
    const forgotten = await database().query(
      `select payload ->> 'key' as key from domain_event where name = 'message.file_gone' and subject = $1`,
      [voice.id],
    );
    expect(forgotten).toEqual([{ key: `talk/${voice.id}.webm` }]);
    const buried = await database().query(`select entity from tombstone where id = $1`, [voice.id]);
    expect(buried).toEqual([{ entity: 'messageFile' }]);
  });

  it('T5: a reported message waits for the decision about it', async () => {
    const [before, reported, after] = [await send(guest!), await send(guest!), await send(guest!)];
    const report = { kind: 'message', subject: reported, community: null, reason: 'insult', words: '' } as const;
    expect(await settle('moderation.report', host!, report)).toEqual(APPLIED);
    await age([before, reported, after], 400);
    await keep(365);
    await endNotice();
    await eraseOldMessages(database(), 1);
    expect(await left()).toEqual([reported]);
    // The next one gets a number above those that were erased.
    const next = await send(guest!);
    expect(await database().query('select no from message where id = $1', [next])).toEqual([{ no: 4 }]);
    await database().query(`update moderation_case set state = 'kept' where subject = $1`, [reported]);
    await eraseOldMessages(database());
    expect(await left()).toEqual([next]);
    const { gaps } = await audit(database());
    expect(gaps.filter((gap) => gap.check === 'case.subject')).toEqual([]);
  });

  it('T5: nothing is erased while acts are taken over after a restore', async () => {
    const old = await send(guest!);
    await age([old], 31);
    await keep(30);
    await endNotice();
    await database().query('update installation set recovery_since = now()');
    await eraseOldMessages(database());
    expect(await left()).toEqual([old]);
    await database().query('update installation set recovery_since = null');
    await eraseOldMessages(database());
    expect(await left()).toEqual([]);
  });
});
