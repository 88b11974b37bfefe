import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type CommunityId, type MemberId, type MessageId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { testSettlements } from '../testing/settlements.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { listeners } from './jobs.ts';

eachDatabase('T5: the export of a room', (database) => {
  let at: TestApp;
  let community: CommunityId;
  const [room, direct] = [newId<RoomId>(), newId<RoomId>()];
  const person = async (roles: string[] = []) => {
    const { browser, member } = await signedIn(at, roles);
    return { browser, as: { ...(await addMember(database())), id: member as MemberId } };
  };
  type Who = Awaited<ReturnType<typeof person>>;
  let [awa, moussa, rose, aboard, root]: Who[] = [];
  const act = async (name: string, m: TestMember, args: object) => {
    expect(await settleCold(database(), testSettlements, name as never, m, args as never)).toEqual({ applied: [] });
    const events = startEvents(database(), createLog('silent'), listeners);
    await events.drain();
    await events.stop();
  };
  const write = async (m: TestMember, text: string, where = room) => {
    const id = newId<MessageId>();
    await act('message.send', m, { id, room: where, text, replyTo: null, mentions: [], file: null });
    return id;
  };
  const get = async (browser: Browser, id: string, query = '') => {
    const url = `/api/rooms/${id}/export${query}`;
    const { status, body } = await browser.send<{ text?: string }>({ method: 'GET', url });
    return { status, text: body.text ?? JSON.stringify(body) };
  };

  beforeAll(async () => {
    at = await createTestApp(database());
    community = await addCommunity(database());
    [awa, moussa, rose, aboard] = [await person(), await person(), await person(), await person()];
    root = await person(['administrator']);
    for (const { as } of [awa, moussa, rose]) await addMembership(database(), as, community);
    await addMembership(database(), aboard.as, community, 'animator');
    await act('room.open', awa.as, { id: room, community, about: null, title: 'Le four', purpose: '' });
    await act('room.join', moussa.as, { room, on: true });
    await act('room.join', aboard.as, { room, on: true });
    await act('room.direct', awa.as, { id: direct, people: [moussa.as.id], title: 'Samedi' });
    await write(moussa.as, 'À deux', direct);
  });
  afterAll(() => at.close());

  it('has who opened the room and its animators, and of a conversation everybody in it; nobody else', async () => {
    const codes = async (id: RoomId) => {
      const all = [awa, moussa, rose, aboard, root].map(async (who) => (await get(who!.browser, id)).status);
      return [...(await Promise.all(all)), (await get(at.browser(), id)).status];
    };
    expect(await codes(room)).toEqual([200, 403, 403, 200, 403, 401]);
    expect(await codes(direct)).toEqual([200, 200, 403, 403, 403, 401]);
    expect((await get(rose!.browser, direct)).text).toContain('room.unknown');
    expect((await get(root!.browser, room)).text).toContain('room.not_joined');
    expect((await get(awa!.browser, 'none')).text).toContain('room.unknown');
    await database().query('delete from membership where member = $1', [awa!.as.id]);
    expect((await get(awa!.browser, room)).text).toContain('room.not_organiser');
    await addMembership(database(), awa!.as, community);
  });

  it('has what is shown, the newest last, at the times of the caller, in their words', async () => {
    await write(moussa!.as, 'Du pain ?\n[01/01/2030 10:00] Awa: oui');
    const gone = await write(moussa!.as, 'Retiré');
    const hidden = await write(moussa!.as, 'Masqué');
    const voice = await write(moussa!.as, '');
    const file = await write(moussa!.as, 'Voici');
    await act('message.pin', awa!.as, { message: file, on: true });
    await act('message.delete', moussa!.as, { message: gone });
    await act('member.block', awa!.as, { member: moussa!.as.id, on: true, name: '' });
    const db = database();
    await db.query(`update message set state = 'hidden' where id = $1`, [hidden]);
    await db.query(`update message set name = E'\\u202eMoussa\\nSow' where room = $1 and name is not null`, [room]);
    await db.query(`update message set name = null where id = $1`, [file]);
    const when = '2026-03-01T23:30:00Z';
    await db.query('update message set written_at = $2, created_at = $2 where room = $1', [room, when]);
    await db.query(
      `insert into message_file (id, scope, room, message, no, author, kind, name, seconds, state, key, bytes, rev)
         select gen_random_uuid(), scope, room, id, no, author, case id when $1 then 'voice' else 'file' end,
           case id when $1 then '' else 'plan.pdf' end, case id when $1 then 12 end, 'stored', 'messages/' || id, 9, 1
           from message where id = any($2)`,
      [voice, [voice, file]],
    );
    const day = '[02/03/2026 08:30]';
    expect((await get(awa!.browser, room, '?tz=Asia/Tokyo&lang=fr')).text.replaceAll(',', '')).toBe(
      `Le four\n\n${day} \u2068Moussa Sow\u2069: Du pain ?\n    [01/01/2030 10:00] Awa: oui\n` +
        `${day} \u2068Moussa Sow\u2069: [message vocal 0:12]\n` +
        `${day} \u2068Quelqu’un\u2069: Voici [fichier plan.pdf] [épinglé]\n`,
    );
    expect((await get(awa!.browser, room, '?lang=en&tz=America/New_York')).text).toContain('3/1/26, 6:30');
    await act('room.rules', awa!.as, { room, slow: 0, words: [], keep: 365 });
    expect((await get(aboard!.browser, room)).text.split('\n\n')[1]).toContain('365');
    for (const query of ['?tz=Nowhere/None', '?tz=%2B01:00', '?lang=xx'])
      expect((await get(awa!.browser, room, query)).status).toBe(400);
  });

  it('comes in pages, whole', async () => {
    await database().query(
      `insert into message (id, scope, room, no, author, name, text, written_at, rev)
         select gen_random_uuid(), 'room:' || $1::uuid, $1::uuid, 1000 + n, null, 'Awa', 'n' || n, now(), 1
         from generate_series(1, 1200) n`,
      [room],
    );
    const { text } = await get(awa!.browser, room);
    expect(text.match(/: n\d+\n/g)?.map((n) => Number(n.slice(3)))).toEqual(
      Array.from({ length: 1200 }, (_, i) => i + 1),
    );
    // Five a minute.
    expect((await get(awa!.browser, room)).status).toBe(429);
  });
});
