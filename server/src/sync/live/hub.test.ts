/** The hub of the live channel: who is sent what, without sockets. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId, type CommunityId, type MessageId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { LIVE } from '@egoejo/shared/sync/live.ts';
import {
  communityScope,
  memberScope,
  PAGE,
  roomScope,
  type Scope,
  type ScopeCursor,
} from '@egoejo/shared/sync/protocol.ts';
import { entitySources } from '../../registry.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { deviceOn, lastCursor, type HubDevice } from '../../testing/live.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../../testing/world.ts';
import { curtailChannels, openPokes, type Pokes } from '../pokes/pokes.ts';
import { MOST_WAITING } from './channel.ts';
import { createHub, type Hub } from './hub.ts';

const fail = (error: unknown): void => {
  throw error;
};
const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);
/** So that the messages about who is here are not waited for. */
const TIMES = { pauseMs: 20, repeatMs: 40, forgetMs: 200 };

eachDatabase('the hub of the live channel', (database) => {
  let [awa, moussa, fatou]: TestMember[] = [];
  let community: CommunityId;
  let scope: Scope;
  let other: Scope;
  let pokes: Pokes[];
  let hubs: Hub[];
  /** Statements that read rows of messages. */
  let reads = 0;
  /** Statements under way on all hubs. */
  let asking = 0;
  const hubOf = (of: Pokes, more: object = {}): Hub => {
    const query: typeof db.query = async (text, params) => {
      if (text.includes('message t')) reads++;
      asking++;
      try {
        return await db.query(text, params);
      } finally {
        asking--;
      }
    };
    const db = database();
    const hub = createHub({
      db: { query },
      pokes: of,
      sources: entitySources,
      onError: fail,
      times: { ...TIMES, ...more },
    });
    hubs.push(hub);
    return hub;
  };
  const room = async (): Promise<Scope> => {
    const id = newId<RoomId>();
    const args = { id, community, about: null, title: 'Le four', purpose: '' };
    await settleCold(database(), testSettlements, 'room.open', awa!, args);
    for (const m of [moussa!, fatou!])
      await settleCold(database(), testSettlements, 'room.join', m, { room: id, on: true });
    return roomScope(id);
  };
  beforeAll(async () => {
    const db = database();
    [awa, moussa, fatou] = [await addMember(db), await addMember(db), await addMember(db)];
    community = await addCommunity(db, 'private');
    for (const m of [awa, moussa, fatou]) await addMembership(db, m, community);
    // Two on one database hear one another as two processes do.
    pokes = [await openPokes(db, fail), await openPokes(db, fail)];
    [scope, other] = [await room(), await room()];
    await write('the first');
  });
  beforeEach(() => {
    hubs = [];
  });
  afterEach(() => hubs.forEach((hub) => hub.close()));
  afterAll(() => Promise.all(pokes.map((one) => one.close())));

  const write = async (text = 'Samedi ?', by = awa!): Promise<void> => {
    const id = newId<MessageId>();
    const args = { id, room: scope.slice(5) as RoomId, text, replyTo: null, mentions: [], file: null };
    expect(await settleCold(database(), testSettlements, 'message.send', by, args)).toEqual({ applied: [] });
  };
  const follow = async (device: HubDevice, ...scopes: Scope[]) =>
    device.say({ t: 'follow', scopes: scopes.map((s) => [s, Number.MAX_SAFE_INTEGER]) });
  /** Waits until the hubs have finished their queries. A device that opened a room gets pages only from then on. */
  const hasJoined = async (): Promise<void> => {
    await new Promise((go) => setImmediate(go));
    await expect.poll(() => asking).toBe(0);
  };
  /** A device that has the room open and everything of it. */
  const reader = async (hub: Hub, { id }: TestMember): Promise<HubDevice> => {
    const device = deviceOn(hub, id);
    await follow(device, scope);
    await device.say({ t: 'open', cursors: [await lastCursor(database(), scope)] });
    await hasJoined();
    return device;
  };
  const texts = (device: HubDevice): string[] =>
    device.of('page').flatMap((page) => page.rows.flatMap(({ rows }) => rows.map((row) => String(row['text']))));

  it('T4: a message is read once for a hundred devices that have its room open; others are only told', async () => {
    const [hub, elsewhere] = [hubOf(pokes[0]!), hubOf(pokes[1]!)];
    const readers = await Promise.all(Array.from({ length: 100 }, (_, i) => reader(hub, [awa!, moussa!][i % 2]!)));
    const far = await reader(elsewhere, moussa!);
    const follower = deviceOn(hub, moussa!.id);
    await follow(follower, scope, memberScope(moussa!.id));
    const absent = deviceOn(hub, moussa!.id);
    await follow(absent, other);
    const before = await lastCursor(database(), scope);
    reads = 0;
    await write();
    pokes[0]!.moved([scope]);
    await expect.poll(() => [...readers, far].map(texts)).toEqual(times(101, ['Samedi ?']));
    const [page] = readers[0]!.of('page');
    expect(page).toMatchObject({
      after: before,
      cursor: await lastCursor(database(), scope),
      done: true,
      whole: false,
    });
    expect([follower.moved(), texts(follower), absent.got]).toEqual([[scope], [], []]);
    expect(reads, 'once in each process').toBe(2);
    // The next one follows the page, without another question.
    await write('Oui', moussa);
    pokes[1]!.moved([scope]);
    await expect.poll(() => [readers[99]!, far].map(texts)).toEqual(times(2, ['Samedi ?', 'Oui']));
    for (const text of ['1', '2', '3']) {
      await write(text);
      pokes[0]!.moved([scope]);
    }
    await expect.poll(() => texts(far).slice(2)).toEqual(['1', '2', '3']);
    await expect.poll(() => texts(readers[0]!).slice(2)).toEqual(['1', '2', '3']);
    expect([...readers, far].flatMap((one) => one.moved())).toEqual([]);
  });

  it('T4: nothing is read of a scope that nobody has open', async () => {
    const hub = hubOf(pokes[0]!);
    const device = deviceOn(hub, awa!.id);
    await follow(device, scope);
    reads = 0;
    pokes[0]!.moved([scope, other]);
    await expect.poll(() => device.moved()).toEqual([scope]);
    expect(reads).toBe(0);
  });

  it('T4: a device whose cursor is not the last, or of another history, is told to exchange', async () => {
    const hub = hubOf(pokes[0]!);
    const wrong: ((last: ScopeCursor) => ScopeCursor)[] = [
      (last) => ({ ...last, rev: last.rev - 1 }),
      (last) => ({ ...last, rev: last.rev + 1 }),
      (last) => ({ ...last, mark: 'elsewhere' }),
      ({ scope: of, entities, rev, table, id }) => ({ scope: of, entities, rev, table, id }),
    ];
    for (const of of wrong) {
      const device = deviceOn(hub, moussa!.id);
      await follow(device, scope);
      await device.say({ t: 'open', cursors: [of(await lastCursor(database(), scope))] });
      await expect.poll(() => device.moved()).toEqual([scope]);
      // It hears of every further change, until it opens the room again.
      pokes[0]!.moved([scope]);
      await expect.poll(() => device.moved()).toEqual([scope, scope]);
      await device.say({ t: 'open', cursors: [await lastCursor(database(), scope)] });
      await hasJoined();
      await write('at last');
      pokes[0]!.moved([scope]);
      await expect.poll(() => texts(device)).toEqual(['at last']);
      device.connection.gone();
    }
  });

  it('T4: more than fits one page is left to an exchange', async () => {
    const device = await reader(hubOf(pokes[0]!), moussa!);
    const { rows } = PAGE;
    try {
      Object.assign(PAGE, { rows: 1 });
      await write('one');
      await write('two');
      pokes[0]!.moved([scope]);
      await expect.poll(() => device.moved()).toEqual([scope]);
      expect(device.of('page')).toEqual([]);
    } finally {
      Object.assign(PAGE, { rows });
    }
  });

  it('T4, S25: whoever may see less is closed in every process, and gets no page even if the news of it is lost', async () => {
    const here = hubOf(pokes[0]!);
    const [hers, his, theirs] = [
      await reader(here, awa!),
      await reader(hubOf(pokes[1]!), moussa!),
      await reader(here, fatou!),
    ];
    await database().transaction((tx) => curtailChannels(tx, moussa!.id));
    await expect.poll(() => his.closed).toBe(4001);
    await database().query('delete from membership where member = $1', [fatou!.id]);
    await write('between us');
    pokes[0]!.moved([scope]);
    await expect.poll(() => texts(hers)).toEqual(['between us']);
    expect([his, theirs].map((one) => [one.closed, texts(one), one.moved()])).toEqual(times(2, [4001, [], []]));
    await addMembership(database(), fatou!, community);
  });

  it('S25: a device follows what its member may see, and hears at once what moved since its revs', async () => {
    const hub = hubOf(pokes[0]!);
    const { rev } = await lastCursor(database(), scope);
    const [mine, theirs] = [memberScope(awa!.id), memberScope(moussa!.id)];
    const device = deviceOn(hub, awa!.id);
    await device.say({
      t: 'follow',
      scopes: [
        [scope, rev - 1],
        [other, Number.MAX_SAFE_INTEGER],
        [theirs, 0],
        [mine, 1e9],
      ],
    });
    expect(device.moved()).toEqual([scope]);
    // Scopes that move while the server checks what the member may see.
    const again = follow(device, communityScope(community), mine);
    await Promise.all([
      again,
      ...[theirs, mine, scope].map((s) => database().query(`select pg_notify('egoejo_poke', $1)`, [s])),
    ]);
    await expect.poll(() => device.moved().includes(mine)).toBe(true);
    pokes[0]!.moved([theirs, mine]);
    await expect.poll(() => device.moved().filter((s) => s === mine).length).toBeGreaterThan(1);
    expect(device.moved()).not.toContain(theirs);
    const visitor = deviceOn(hub, null);
    await follow(visitor, scope, 'public', mine);
    await visitor.say({ t: 'open', cursors: [await lastCursor(database(), scope)] });
    pokes[0]!.moved(['public', scope, mine]);
    await expect.poll(() => visitor.got).toEqual([{ t: 'moved', scopes: ['public'] }]);
  });

  it('T4: who types and who is here is told to those who have the room open, in every process, and kept nowhere', async () => {
    const [one, two] = [hubOf(pokes[0]!), hubOf(pokes[1]!)];
    const [hers, his] = [await reader(one, awa!), await reader(two, moussa!)];
    const both = [awa!.id, moussa!.id].toSorted();
    const lastHere = (device: HubDevice) => {
      const last = device.of('here').at(-1);
      return last && [last.members.toSorted(), last.count];
    };
    await expect.poll(() => [hers, his].map(lastHere)).toEqual(times(2, [both, 2]));
    const third = await reader(two, fatou!);
    expect(lastHere(third)?.[1]).toBeGreaterThanOrEqual(2);
    const follower = deviceOn(two, moussa!.id);
    await follow(follower, scope);
    await hers.say({ t: 'typing', scope });
    await hers.say({ t: 'typing', scope });
    // Neither who has not opened the room nor who follows it only may say so.
    await follower.say({ t: 'typing', scope });
    await expect
      .poll(() => [his, third].map((d) => d.of('typing')))
      .toEqual(times(2, [{ t: 'typing', scope, member: awa!.id }]));
    expect([hers, follower].flatMap((d) => d.of('typing'))).toEqual([]);
    third.connection.gone();
    await his.say({ t: 'open', cursors: [] });
    await expect.poll(() => lastHere(hers)).toEqual([[awa!.id], 1]);
    expect(follower.of('here')).toEqual([]);
  });

  it('S25: when news may have been lost, every device opens a new channel', async () => {
    let lose = (): void => undefined;
    const onLost = (hear: () => void) => {
      lose = hear;
      return () => undefined;
    };
    const hub = hubOf({ ...pokes[0]!, onLost });
    const devices = [await reader(hub, awa!), deviceOn(hub, null)];
    lose();
    expect(devices.map((device) => device.closed)).toEqual([1012, 1012]);
  });

  it('T4: the members of a process that died are forgotten', async () => {
    const hers = await reader(hubOf(pokes[0]!), awa!);
    const from = newId();
    const here = [{ scope, count: 1, members: [moussa!.id] }];
    pokes[1]!.tell(JSON.stringify({ t: 'here', from, here }));
    await expect.poll(() => hers.of('here').at(-1)?.count).toBe(2);
    await expect.poll(() => hers.of('here').at(-1)?.count).toBe(1);
  });

  it('T4: a device that reads too slowly gets one message once it has caught up, and pages when it opened again', async () => {
    const hub = hubOf(pokes[0]!);
    const [slow, quick] = [await reader(hub, awa!), await reader(hub, moussa!)];
    slow.waiting = MOST_WAITING + 1;
    const before = slow.got.length;
    for (const text of ['1', '2', '3']) {
      await write(text);
      pokes[0]!.moved([scope]);
      await expect.poll(() => texts(quick).at(-1)).toBe(text);
    }
    slow.waiting = 1;
    slow.connection.drained();
    expect(slow.got).toHaveLength(before);
    slow.waiting = 0;
    slow.connection.drained();
    slow.connection.drained();
    expect(slow.got.slice(before)).toEqual([{ t: 'moved', scopes: [scope] }]);
    await slow.say({ t: 'open', cursors: [await lastCursor(database(), scope)] });
    await hasJoined();
    await write('4');
    pokes[0]!.moved([scope]);
    await expect.poll(() => texts(slow)).toEqual(['4']);
  });

  it.each([
    ['no JSON', '{'],
    ['an unknown kind', '{"t":"read"}'],
    ['a number no device writes', '{"t":"follow","scopes":[["public",1e400]]}'],
    ['a scope that is none', '{"t":"follow","scopes":[["secret",1]]}'],
    ['too many scopes', JSON.stringify({ t: 'follow', scopes: times(LIVE.scopes + 1, ['public', 1]) })],
  ])('T4: %s closes the channel and changes nothing', async (_what, text) => {
    const hub = hubOf(pokes[0]!);
    const [device, neighbour] = [await reader(hub, awa!), await reader(hub, moussa!)];
    await device.connection.receive(text);
    await device.say({ t: 'typing', scope });
    expect(device.closed).toBe(1008);
    await write();
    pokes[0]!.moved([scope]);
    await expect.poll(() => texts(neighbour)).toEqual(['Samedi ?']);
    expect([texts(device), neighbour.closed, neighbour.of('typing')]).toEqual([[], undefined, []]);
  });

  it('T4: a device that opens what it did not ask to follow, says too much or follows nothing is closed', async () => {
    const hub = hubOf(pokes[0]!, { followMs: 30 });
    const silent = deviceOn(hub, awa!.id);
    const cursor = await lastCursor(database(), other);
    for (const wrong of [cursor, { ...cursor, scope, table: 'message' }, { ...cursor, scope: 'public' }]) {
      const device = await reader(hub, awa!);
      await device.say({ t: 'open', cursors: [wrong] });
      expect(device.closed).toBe(1008);
    }
    // It cannot know that it may no longer see a scope.
    const unlucky = deviceOn(hub, awa!.id);
    const unseen = roomScope(newId());
    await follow(unlucky, unseen);
    await unlucky.say({ t: 'open', cursors: [{ ...cursor, scope: unseen }] });
    expect(unlucky.closed).toBe(undefined);
    const many = await reader(hub, moussa!);
    await Promise.all(Array.from({ length: LIVE.frames }, () => many.say({ t: 'typing', scope })));
    expect(many.closed).toBe(1008);
    const refused = deviceOn(hub, moussa!.id, () => false);
    await follow(refused, scope);
    expect(refused.closed).toBe(1013);
    await expect.poll(() => silent.closed).toBe(1008);
  });
});
