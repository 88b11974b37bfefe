import { beforeEach, expect, it } from 'vitest';
import { pairId } from '@egoejo/shared/rooms/model.ts';
import { newId, type CommunityId, type MessageId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import type { ColdName, MutationArgs } from '@egoejo/shared/registry.ts';
import { queueDigests } from '../channels/digest.ts';
import { digestText } from '../channels/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { startEvents, type DomainEvent } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { listeners as roomListeners } from '../rooms/jobs.ts';
import { moderated } from '../rooms/model.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { act, outcome } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { testSettlements } from '../testing/settlements.ts';
import { addCommunity, addMember, addMembership, addPush, settleCold, type TestMember } from '../testing/world.ts';
import { listeners } from './listeners.ts';
import { HEARD, pageOf, silentOf, type Heard } from './model.ts';

/** A node of a plan, as `explain (analyze, format json)` tells it. */
interface Node {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
}
/** How many rows of a table the plan read. */
const readOf = (node: Node, table: string): number =>
  (node['Relation Name'] === table
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    : 0) + (node.Plans ?? []).reduce((n, p) => n + readOf(p, table), 0);

eachDatabase('notifications of rooms', (database) => {
  let [awa, moussa, rose]: TestMember[] = [];
  let community: CommunityId;
  let room: RoomId;
  beforeEach(async () => {
    const db = database();
    [awa, moussa, rose] = [await addMember(db), await addMember(db), await addMember(db)];
    community = await addCommunity(db, 'private');
    for (const m of [awa, moussa, rose]) await addMembership(db, m, community);
    room = newId();
    await settle('room.open', awa, { id: room, community, about: null, title: 'Le four', purpose: '' });
    for (const m of [moussa, rose]) await settle('room.join', m, { room, on: true });
  });
  const settle = async <N extends ColdName>(name: N, m: TestMember, args: MutationArgs<N>) =>
    expect(await settleCold<N>(database(), testSettlements, name, m, args)).toEqual({ applied: [] });
  /** Writes a message; the server tells of it when `deliver` is called. */
  const write = async (m: TestMember, more: Partial<MutationArgs<'message.send'>> = {}) => {
    const id = newId<MessageId>();
    const args = { id, room, text: 'Samedi ?', replyTo: null, mentions: [], file: null, ...more };
    await settle('message.send', m, args);
    return id;
  };
  const deliver = async () => {
    const events = startEvents(database(), createLog('silent'), [...listeners, ...roomListeners]);
    await events.drain();
    await events.stop();
    expect(await database().query('select name, last_error from domain_event where last_error is not null')).toEqual(
      [],
    );
  };
  const say = async (m: TestMember, more: Partial<MutationArgs<'message.send'>> = {}) => {
    const id = await write(m, more);
    await deliver();
    return id;
  };
  const begin = async (m: TestMember, people: TestMember[], id = newId<RoomId>()) => {
    await settle('room.direct', m, { id, people: people.map((p) => p.id), title: people.length > 1 ? 'Samedi' : '' });
    await deliver();
    return id;
  };
  const read = async (m: TestMember, upTo: number, of = room) => {
    const deps = {
      db: database(),
      settlements: testSettlements,
      flagsOff: [],
      onThrow: (e: unknown) => expect(e).toBeNull(),
    };
    const answers = await settleActs(deps, m.id, m.device, [act('room.read', { room: of, upTo })]);
    expect(answers.map(outcome)).toEqual(['applied']);
  };
  const told = ({ id }: TestMember) =>
    database().query<{ kind: string; message: MessageId; unread: boolean }>(
      'select kind, message, read_at is null as unread from notification where member = $1 order by created_at, id',
      [id],
    );
  const block = (m: TestMember, other: TestMember) =>
    settle('member.block', m, { member: other.id, on: true, name: '' });

  it('T6: tells who is mentioned and whose message is answered, and nobody else', async () => {
    const asked = await say(awa!);
    expect([await told(moussa!), await told(rose!)]).toEqual([[], []]);
    const answer = await say(moussa!, { replyTo: asked, mentions: [awa!.id, rose!.id, moussa!.id] });
    expect(await told(awa!)).toEqual([{ kind: 'roomAnswer', message: answer, unread: true }]);
    expect(await told(rose!)).toEqual([{ kind: 'roomMention', message: answer, unread: true }]);
    expect(await told(moussa!)).toEqual([]);
    const [heard] = await database().query<Heard & { text: string; community: CommunityId }>(
      `select ${HEARD}, n.text, n.community from notification n where n.member = $1`,
      [rose!.id],
    );
    expect(heard).toMatchObject({ title: 'Le four', text: '', community, subject: room });
    expect(pageOf(heard!)).toBe(`/conversations/${room}?message=${answer}`);
  });

  it('T6: tells of a direct conversation once until it is read, and of each such time again', async () => {
    const direct = await begin(awa!, [moussa!, rose!]);
    const first = await say(awa!, { room: direct });
    await say(awa!, { room: direct, mentions: [moussa!.id] });
    expect(await told(moussa!)).toEqual([{ kind: 'roomDirect', message: first, unread: true }]);
    expect(await told(awa!)).toEqual([]);
    await read(moussa!, 2, direct);
    expect(await told(moussa!)).toEqual([{ kind: 'roomDirect', message: first, unread: false }]);
    const third = await say(awa!, { room: direct });
    expect(await told(moussa!)).toEqual([{ kind: 'roomDirect', message: third, unread: true }]);
    expect(await told(rose!)).toEqual([{ kind: 'roomDirect', message: first, unread: true }]);
    const titles = await database().query(`select distinct title, text from notification where kind = 'roomDirect'`);
    expect(titles).toEqual([{ title: '', text: '' }]);
    // The message that it names is taken away: the next one is told.
    await settle('message.delete', awa!, { message: first });
    const fourth = await say(awa!, { room: direct });
    expect(await told(rose!)).toEqual([{ kind: 'roomDirect', message: fourth, unread: true }]);
  });

  it('T6: tells nothing of what is read, muted, taken away or hidden', async () => {
    const mentions = [moussa!.id, rose!.id];
    await write(awa!, { mentions });
    await read(moussa!, 1);
    await settle('room.mute', rose!, { room, on: true });
    await deliver();
    expect([await told(moussa!), await told(rose!)]).toEqual([[], []]);
    const gone = await write(awa!, { mentions });
    await settle('message.delete', awa!, { message: gone });
    const hidden = await write(awa!, { mentions });
    await database().transaction((tx) => moderated.hide(tx, hidden, 'x'));
    await deliver();
    expect([await told(moussa!), await told(rose!)]).toEqual([[], []]);
    await settle('room.mute', rose!, { room, on: false });
    const last = await say(awa!, { mentions });
    expect(await told(rose!)).toEqual([{ kind: 'roomMention', message: last, unread: true }]);
    // What was told and hidden afterwards no mail and no message to a device tells.
    const veiled = () =>
      database().query(`select ${silentOf('n')} as veiled from notification n where member = $1`, [rose!.id]);
    expect(await veiled()).toEqual([{ veiled: false }]);
    await database().transaction((tx) => moderated.hide(tx, last, 'x'));
    expect(await veiled()).toEqual([{ veiled: true }]);
    // Who left is told of nothing.
    const asked = await write(rose!);
    await settle('room.join', rose!, { room, on: false });
    await say(awa!, { replyTo: asked });
    expect(await told(rose!)).toHaveLength(1);
  });

  it('T5, T6: what a blocked member says notifies of nothing', async () => {
    const group = await begin(awa!, [moussa!, rose!]);
    const asked = await say(moussa!);
    await block(moussa!, awa!);
    await say(awa!, { mentions: [moussa!.id] });
    await say(awa!, { replyTo: asked });
    await say(awa!, { room: group });
    expect(await told(moussa!)).toEqual([]);
    expect((await told(rose!)).map((n) => n.kind)).toEqual(['roomDirect']);
    await say(rose!, { replyTo: asked });
    expect((await told(moussa!)).map((n) => n.kind)).toEqual(['roomAnswer']);
  });

  it('T6: reading a room reads what was told of it, and leaves the rest', async () => {
    const direct = await begin(awa!, [moussa!], pairId(awa!.id, moussa!.id));
    await say(awa!, { mentions: [moussa!.id] });
    await say(awa!, { mentions: [moussa!.id] });
    await say(awa!, { room: direct });
    await read(moussa!, 1);
    expect((await told(moussa!)).map((n) => n.unread)).toEqual([false, true, true]);
    await read(moussa!, 2);
    expect((await told(moussa!)).map((n) => n.unread)).toEqual([false, false, true]);
  });

  it('T6: a mail of the day tells of rooms those who chose it, and those of no choice and no device', async () => {
    await say(awa!, { mentions: [moussa!.id, rose!.id] });
    await begin(awa!, [moussa!], pairId(awa!.id, moussa!.id));
    await say(awa!, { room: pairId(awa!.id, moussa!.id) });
    const value = { talk: { app: true, mail: true, push: false } };
    await database().query('insert into channels (member, value) values ($1, $2)', [moussa!.id, value]);
    const tomorrow = Date.now() + 86_400_000;
    await queueDigests(database(), tomorrow);
    const mailed = await database().query<{ member: string }>(
      `select member from mail_outbox where kind = 'digest' and member = any($1::uuid[])`,
      [[awa!.id, moussa!.id, rose!.id]],
    );
    expect(mailed.map((m) => m.member).toSorted()).toEqual([moussa!.id, rose!.id].toSorted());
    const window = { after: new Date(0).toISOString(), until: new Date(tomorrow).toISOString() };
    expect((await digestText(database(), moussa!.id, value, 'fr', window))?.lines.split('\n').toSorted()).toEqual([
      '- On vous a mentionné dans un salon : « Le four »',
      '- On vous a écrit',
    ]);
    expect(await digestText(database(), rose!.id, { talk: { ...value.talk, mail: false } }, 'fr', window)).toBeNull();
    const usual = () => digestText(database(), rose!.id, undefined, 'fr', window);
    expect((await usual())?.n).toBe(1);
    await addPush(database(), rose!);
    expect(await usual()).toBeNull();
  });

  /** The statements of the listener, and how many rows of `room_member` those read. */
  async function costOf(id: MessageId): Promise<{ statements: number; rows: number }> {
    const event: DomainEvent = { id: 999_999, name: 'message.sent', subject: id, payload: {}, at: new Date() };
    const tell = listeners.find((l) => l.name === 'notifications.tell')!;
    return database().transaction(async (tx) => {
      let [statements, rows] = [0, 0];
      const counted: Queryable = {
        async query(sql, params) {
          statements++;
          if (!/^\s*select/.test(sql)) return tx.query(sql, params);
          const [plan] = await tx.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
            `explain (analyze, format json) ${sql}`,
            params,
          );
          rows += readOf(plan!['QUERY PLAN'][0]!.Plan, 'room_member');
          return tx.query(sql, params);
        },
      };
      await tell.handle(counted, event);
      return { statements, rows };
    });
  }

  it('T6: the cost of a message in a room does not grow with its members', async () => {
    const [plain, mention] = [await write(awa!), await write(awa!, { mentions: [moussa!.id] })];
    const grow = (n: number) =>
      database().query(
        `with x as (insert into member (id, name, email, rev) select id, '', id || '@example.org', 0
            from (select gen_random_uuid() as id from generate_series(1, $2::int)) g returning id),
          y as (insert into membership (member, community, role, rev) select id, $3, 'member', 0 from x)
        insert into room_member (member, room, rev) select id, $1, 0 from x returning member`,
        [room, n, community],
      );
    await grow(400);
    await database().query('analyze room_member');
    const few = [await costOf(plain), await costOf(mention)];
    expect(few[0]).toEqual({ statements: 1, rows: 0 });
    await grow(4_000);
    await database().query('analyze room_member');
    const other = await write(awa!, { mentions: [rose!.id] });
    expect([await costOf(plain), await costOf(other)]).toEqual(few);
  });
});
