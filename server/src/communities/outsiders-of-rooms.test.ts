/** What those who are not in a room or a direct conversation learn of its messages, by whatever route: nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityVersions } from '@egoejo/shared/registry.ts';
import { newId, type MemberId, type MessageId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { pairId } from '@egoejo/shared/rooms/model.ts';
import { memberScope, PROTOCOL, roomScope } from '@egoejo/shared/sync/protocol.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { createLimiter } from '../platform/limits/limits.ts';
import { listeners } from '../rooms/jobs.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { cookieOf, lastCursor, openChannel } from '../testing/live.ts';
import { pathsOf, queries } from '../testing/servers/all-routes.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { testSettlements } from '../testing/settlements.ts';
import { addCommunity, settleCold } from '../testing/world.ts';

/** A word that stands in every message, and in the title of the conversation, and nowhere else. */
const SECRET = 'zibeline';

interface Asker {
  browser: Browser;
  member: MemberId | null;
}
const OUTSIDERS = [
  'a visitor',
  'a member of other communities',
  'a member of the community who is not in the room',
  'an animator of the community who is not in the room',
  'a moderator of all',
  'an administrator',
  'a member who left the room and the conversation',
  'a member of the room who left the community',
  'a member of the room who was removed for good',
] as const;

eachDatabase('outsiders of rooms', (database) => {
  let t: TestApp;
  let address: string;
  let ids: Record<'community' | 'room' | 'group' | 'pair' | 'message' | 'secret' | 'author' | 'mate', string>;
  let author: Asker & { member: MemberId };
  let mate: Asker & { member: MemberId };
  const outsiders: Partial<Record<(typeof OUTSIDERS)[number], Asker>> = {};

  const someone = async (roles: readonly string[] = []) => {
    const { browser, member } = await signedIn(t, roles);
    return { browser, member: member as MemberId };
  };
  const settle = async (
    who: MemberId,
    name: 'room.open' | 'room.direct' | 'room.join' | 'message.send',
    args: object,
  ): Promise<void> => {
    const [device] = await database().query<{ id: string }>('select id from device where member = $1', [who]);
    const member = { id: who, device: device!.id as never };
    expect(await settleCold(database(), testSettlements, name, member, args as never)).toEqual({ applied: [] });
  };
  const deliver = async () => {
    const events = startEvents(database(), createLog('silent'), listeners);
    await events.drain();
    await events.stop();
  };
  const say = async (who: MemberId, room: string, replyTo: string | null = null): Promise<MessageId> => {
    const id = newId<MessageId>();
    const file = { kind: 'file', id: newId(), name: SECRET };
    await settle(who, 'message.send', { id, room, text: SECRET, replyTo, mentions: [], file });
    return id;
  };

  beforeAll(async () => {
    t = await createTestApp(database());
    t.deps.limits.exports = createLimiter(1000, 'account.rate_limited');
    address = await t.app.listen({ port: 0, host: '127.0.0.1' });
    const db = database();
    const community = await addCommunity(db, 'private');
    const join = (member: MemberId, role = 'member') =>
      db.query('insert into membership (member, community, role) values ($1, $2, $3)', [member, community, role]);
    [author, mate] = [await someone(), await someone()];
    const [inside, animator] = [await someone(), await someone()];
    const [left, gone, barred] = [await someone(), await someone(), await someone()];
    for (const { member } of [author, mate, inside, left, gone, barred]) await join(member);
    await join(animator.member, 'animator');
    const [room, group] = [newId<RoomId>(), newId<RoomId>()];
    const pair = pairId(author.member, mate.member);
    await settle(author.member, 'room.open', { id: room, community, about: null, title: 'Le four', purpose: '' });
    await settle(author.member, 'room.direct', { id: pair, people: [mate.member], title: '' });
    await settle(author.member, 'room.direct', { id: group, people: [mate.member, left.member], title: SECRET });
    await deliver();
    for (const { member } of [mate, left, gone, barred]) await settle(member, 'room.join', { room, on: true });
    const message = await say(author.member, room);
    await say(left.member, group, await say(mate.member, group));
    const secret = await say(mate.member, pair);
    for (const id of [room, group]) await settle(left.member, 'room.join', { room: id, on: false });
    // Their rows of the room are still there: a job takes them out later.
    await db.query('delete from membership where member = any($1::uuid[])', [[gone.member, barred.member]]);
    await db.query('insert into community_ban (community, member) values ($1, $2)', [community, barred.member]);
    ids = { community, room, group, pair, message, secret, author: author.member, mate: mate.member };
    Object.assign(outsiders, {
      'a visitor': { browser: t.browser(), member: null },
      'a member of other communities': await someone(),
      'a member of the community who is not in the room': inside,
      'an animator of the community who is not in the room': animator,
      'a moderator of all': await someone(['moderator']),
      'an administrator': await someone(['administrator']),
      'a member who left the room and the conversation': left,
      'a member of the room who left the community': gone,
      'a member of the room who was removed for good': barred,
    } satisfies Record<(typeof OUTSIDERS)[number], Asker>);
  });
  afterAll(() => t.close());

  const tells = (text: string): boolean => text.includes(SECRET);
  let asked = 0;
  const bodyOf = async (who: Browser, url: string): Promise<string> => {
    asked += 1;
    const { status, body } = await who.send({ method: 'GET', url, remoteAddress: `10.1.${asked >> 8}.${asked & 255}` });
    expect(status, url).not.toBe(429);
    return JSON.stringify(body).replaceAll(`?q=${SECRET}`, '');
  };
  /** Every GET route and every query with every id, and the pages of the app. */
  const urls = (): string[] => {
    const all = Object.values(ids);
    const pages = ['conversations', 'communautes'].flatMap((page) => all.map((id) => `/${page}/${id}`));
    const routes = pathsOf(t.app)
      .flatMap((route) => (route.includes(':') ? all.map((id) => route.replace(/:\w+/, id)) : [route]))
      .flatMap((route) => [route, `${route}?q=${SECRET}&search=${SECRET}&community=${ids.community}`]);
    const inputs = [
      undefined,
      { q: SECRET },
      { q: SECRET, kinds: ['message'] },
      { q: SECRET, cursor: null },
      { query: SECRET },
      { title: SECRET, summary: SECRET },
      ...all.flatMap((id) => [
        { id },
        { room: id, before: 100 },
        { room: id, message: ids.message },
        { community: id },
        { member: id },
      ]),
    ];
    const calls = queries().flatMap((name) =>
      inputs.map((input) => `/trpc/${name}${input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''}`),
    );
    return [...pages, ...routes, ...calls];
  };
  const scopes = (): string[] => [
    ...[ids.room, ids.group, ids.pair].map(roomScope),
    `community:${ids.community}`,
    memberScope(author.member),
    memberScope(mate.member),
    'public',
    'catalogue',
  ];
  /** What an exchange brings of all these scopes. `rev` 0: as to a new device; else to one that was in the room. */
  const exchange = async ({ browser, member }: Asker, rev = 0): Promise<string> => {
    const [device] = await database().query<{ id: string }>('select id from device where member = $1', [member]);
    const entities = entityVersions(true);
    const payload = {
      protocol: PROTOCOL,
      member,
      device: device?.id ?? null,
      epoch: null,
      cursors: scopes().map((scope) => ({ scope, entities, rev, table: '', id: '' })),
      mutations: [],
      outboxEmpty: true,
    };
    const { status, body } = await browser.send({ method: 'POST', url: '/sync/exchange', payload });
    expect(status).toBe(200);
    return JSON.stringify(body);
  };
  /** As the id of a row stands in an answer; the name of a scope does not count. */
  const named = (id: string): string => String.raw`\"${id}\"`;
  /** The scopes that the live channel names, of all that move, until that of the catalogue, which everybody sees. */
  const followed = async ({ browser }: Asker): Promise<{ moved: string[]; here: string[] }> => {
    const channel = await openChannel(address, { headers: cookieOf(browser) });
    channel.follow(...scopes());
    await expect.poll(() => (t.deps.pokes.moved(scopes()), channel.moved())).toContain('catalogue');
    const moved = new Set(channel.moved());
    const rooms = [ids.room, ids.group, ids.pair].map((id) => lastCursor(database(), roomScope(id)));
    channel.say({ t: 'open', cursors: await Promise.all(rooms) });
    // The server first says who is in the opened rooms, then what moves later.
    const before = channel.got.length;
    const later = () => channel.got.slice(before).some((one) => one.t === 'moved' && one.scopes.includes('catalogue'));
    await expect.poll(() => (t.deps.pokes.moved(scopes()), later())).toBe(true);
    channel.socket.terminate();
    return { moved: [...moved], here: channel.of('here').map(({ scope }) => scope) };
  };
  const inRooms = (list: readonly string[]): string[] => list.filter((scope) => scope.startsWith('room:'));

  describe.each(OUTSIDERS)('%s', (kind) => {
    const who = (): Asker => outsiders[kind]!;
    it('T1, S11: finds no message and no conversation in pages, routes, searches, exports or calls', async () => {
      const leaks: string[] = [];
      for (const url of urls()) if (tells(await bodyOf(who().browser, url))) leaks.push(url);
      expect(leaks).toEqual([]);
    });
    it('T1, S11: gets none by the exchange, as a new device or as one that was in the room', async () => {
      for (const rev of [0, 1]) {
        const told = await exchange(who(), rev);
        expect(tells(told)).toBe(false);
        for (const id of [ids.group, ids.pair]) expect(told).not.toContain(named(id));
      }
    });
    it('T1, S25: is not told when somebody writes, nor who is there', async () => {
      const { moved, here } = await followed(who());
      expect([...inRooms(moved), ...here]).toEqual([]);
    });
  });

  it('the same questions do find them for who is in there, so that they can fail', async () => {
    const found = new Set<string>();
    for (const url of urls()) if (tells(await bodyOf(author.browser, url))) found.add(url.replace(/[?].*/, ''));
    expect([...found].toSorted()).toEqual([
      ...[ids.room, ids.group, ids.pair].map((id) => `/api/rooms/${id}/export`).toSorted(),
      '/trpc/rooms.around',
      '/trpc/rooms.before',
      '/trpc/rooms.earlier',
      '/trpc/search.find',
    ]);
    const told = await exchange(author);
    expect(tells(told)).toBe(true);
    for (const id of [ids.room, ids.group, ids.pair]) expect(told).toContain(named(id));
    const { moved, here } = await followed(author);
    for (const rooms of [inRooms(moved), here]) expect(rooms.toSorted()).toEqual(inRooms(scopes()).toSorted());
  });

  it('T1: a room of a community is found by all its members, before they are in it; not by others', async () => {
    const rows = async (kind: (typeof OUTSIDERS)[number]) => (await exchange(outsiders[kind]!)).includes('Le four');
    expect(await rows('a member of the community who is not in the room')).toBe(true);
    expect(await rows('a member of other communities')).toBe(false);
    expect(await rows('a member of the room who left the community')).toBe(false);
  });
});
