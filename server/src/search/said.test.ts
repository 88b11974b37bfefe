import { beforeAll, beforeEach, afterAll, expect, it } from 'vitest';
import { FOUND_NOTE, foundPage, type FoundPage } from '@egoejo/shared/search/model.ts';
import { newId, type CommunityId, type MessageId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { listeners } from '../rooms/jobs.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { testSettlements } from '../testing/settlements.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { find } from './find.ts';

eachDatabase('T3: the search in messages', (database) => {
  let at: TestApp;
  let community: CommunityId;
  let room: RoomId;
  let direct: RoomId;
  let people: Record<'awa' | 'moussa' | 'rose', { browser: Browser; as: TestMember }>;
  const person = async (roles: string[] = []) => {
    const { browser, member } = await signedIn(at, roles);
    return { browser, as: { ...(await addMember(database())), id: member as TestMember['id'] } };
  };
  const ask = async (browser: Browser, value: object) =>
    (
      await browser.query<FoundPage>(
        `search.find?input=${encodeURIComponent(JSON.stringify({ kinds: ['message'], ...value }))}`,
      )
    ).body;
  const notes = async (browser: Browser, q: string, more: object = {}) =>
    (await ask(browser, { q, ...more })).items.map((i) => i.note);
  const settle = async (...[name, m, args]: [never, TestMember, never]) => {
    expect(await settleCold(database(), testSettlements, name, m, args)).toEqual({ applied: [] });
    const events = startEvents(database(), createLog('silent'), listeners);
    await events.drain();
    await events.stop();
  };
  const act = (name: string, m: TestMember, args: object) => settle(name as never, m, args as never);
  const write = async (m: TestMember, where: RoomId, text: string) => {
    const id = newId<MessageId>();
    await act('message.send', m, { id, room: where, text, replyTo: null, mentions: [], file: null });
    return id;
  };

  beforeAll(async () => {
    at = await createTestApp(database());
  });
  beforeEach(async () => {
    community = await addCommunity(database());
    people = { awa: await person(), moussa: await person(), rose: await person() };
    const { awa, moussa } = people;
    for (const { as } of Object.values(people)) await addMembership(database(), as, community);
    [room, direct] = [newId(), newId()];
    await act('room.open', awa.as, { id: room, community, about: null, title: 'Le four', purpose: '' });
    await act('room.join', moussa.as, { room, on: true });
    await act('room.direct', awa.as, { id: direct, people: [moussa.as.id], title: 'Samedi' });
    await write(awa.as, room, 'Les hirondelles nichent sous le toit.');
    await write(moussa.as, direct, 'Une hirondelle est entrée chez moi.');
  });
  afterAll(() => at.close());

  it('finds what is said in all rooms of the member, or in one, by words and names, the newest first', async () => {
    const { awa, moussa } = people;
    const [in_, both] = ['Les hirondelles nichent sous le toit.', 'Une hirondelle est entrée chez moi.'];
    expect(await notes(awa.browser, 'hirondelle')).toEqual([both, in_]);
    expect(await notes(moussa.browser, 'hirond', { room })).toEqual([in_]);
    await database().query(`update message set name = 'Zéphyrine' where room = $1`, [room]);
    const page = foundPage.parse(await ask(awa.browser, { q: 'zephyrine nicher' }));
    expect(page.items).toMatchObject([{ kind: 'message', title: 'Zéphyrine', note: in_, said: { room } }]);
    // Words such as “the” are in every message, so they find none.
    expect(await notes(awa.browser, 'pour')).toEqual([]);
    // Apps that do not ask for messages do not get them.
    expect((await ask(awa.browser, { q: 'hirondelle', kinds: ['project'] })).items).toEqual([]);
  });

  it('T5: nobody finds what is said in rooms they are not in, whoever they are', async () => {
    const { moussa, rose } = people;
    const outside = [
      rose.browser,
      (await person()).browser,
      (await person(['administrator'])).browser,
      (await person(['animator'])).browser,
      at.browser(),
    ];
    for (const browser of outside)
      for (const more of [{}, { room }, { room: direct }])
        expect(await ask(browser, { q: 'hirondelle', ...more })).toMatchObject({ items: [], total: 0 });
    expect(await notes(rose.browser, `room:${room}`)).toEqual([]);
    // They were removed from the community, or they left the conversation.
    await database().query('delete from membership where member = $1', [moussa.as.id]);
    expect(await notes(moussa.browser, 'hirondelle')).toEqual(['Une hirondelle est entrée chez moi.']);
    await act('room.join', moussa.as, { room: direct, on: false });
    expect(await notes(moussa.browser, 'hirondelle')).toEqual([]);
  });

  it('T5: does not find what is deleted, hidden or folded; in a conversation of two nothing is folded', async () => {
    const { awa, moussa } = people;
    const gone = await write(awa.as, room, 'Martinet un');
    const hidden = await write(awa.as, room, 'Martinet deux');
    await write(awa.as, room, 'Martinet trois');
    expect(await notes(moussa.browser, 'martinet')).toHaveLength(3);
    await act('message.delete', awa.as, { message: gone });
    await database().query(`update message set state = 'hidden' where id = $1`, [hidden]);
    expect(await notes(moussa.browser, 'martinet')).toEqual(['Martinet trois']);
    await write(awa.as, direct, 'Martinet quatre');
    await act('member.block', moussa.as, { member: awa.as.id, on: true, name: '' });
    expect(await notes(moussa.browser, 'martinet')).toEqual(['Martinet quatre']);
    expect(await notes(awa.browser, 'martinet')).toEqual(['Martinet quatre', 'Martinet trois']);
  });

  it('what is around a message is read by who is in its room', async () => {
    const { awa, moussa, rose } = people;
    for (const n of Array(60).keys()) await write(awa.as, room, `Pain ${n}`);
    const [found] = (await ask(moussa.browser, { q: 'pain 20', room })).items;
    const around = (browser: Browser, where: RoomId) =>
      browser.query<{ code?: string; messages?: { id: string }[] }>(
        `rooms.around?input=${encodeURIComponent(JSON.stringify({ room: where, message: found!.id }))}`,
      );
    const { messages } = (await around(moussa.browser, room)).body;
    expect(messages?.map((m) => m.id)).toContain(found!.id);
    expect((await around(moussa.browser, direct)).body.code).toBe('message.unknown');
    expect((await around(rose.browser, room)).body.code).toBe('room.unknown');
  });

  it('shows a long message around its first match', async () => {
    const { awa } = people;
    await write(awa.as, room, `${'Le pain lève. '.repeat(100)}Un rouge-gorge chante. ${'Il dort. '.repeat(100)}`);
    const [note = ''] = await notes(awa.browser, 'rouges');
    expect(note).toMatch(/^… .{20,80}Un rouge-gorge chante\./);
    expect(note.length).toBeLessThanOrEqual(FOUND_NOTE);
  });

  it('without pg_trgm it looks for the very words, for the same people', async () => {
    const { awa, rose } = people;
    await database().query('drop extension if exists pg_trgm cascade');
    const of = async ({ as }: { as: TestMember }) =>
      (await find(database(), { q: 'NICHENT toit', after: 0, member: as.id })).items.map((i) => i.note);
    expect(await of(awa)).toEqual(['Les hirondelles nichent sous le toit.']);
    expect(await of(rose)).toEqual([]);
  });
});
