import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import {
  newId,
  type CommunityId,
  type MessageFileId,
  type MessageId,
  type RoomId,
} from '@egoejo/shared/platform/ids.ts';
import { VOICE_SECONDS, type MessageFile, type NewMessageFile } from '@egoejo/shared/rooms/model.ts';
import type { ColdName, MutationArgs } from '@egoejo/shared/registry.ts';
import { registerJobs as registerMediaJobs } from '../media/jobs.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { startEvents } from '../platform/database/events.ts';
import { readSound } from '../platform/media/sound.ts';
import { createLog } from '../platform/observability/log.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { browserOf, photo, start, upload } from '../testing/photos.ts';
import { onRealData } from '../testing/real-data.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { testSettlements } from '../testing/settlements.ts';
import { voiceNote } from '../testing/sounds.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { fileListeners, registerFileJobs } from './files.ts';
import { listeners } from './jobs.ts';
import { moderated } from './model.ts';

const spoken = await voiceNote(4);
/** Cut in the middle of its sound. */
const short = spoken.subarray(0, Math.floor(spoken.length * 0.6));

eachDatabase('files of messages', (database) => {
  let t: TestApp;
  let [author, mate, stranger]: TestMember[] = [];
  let [from, to, other]: Browser[] = [];
  let room: RoomId;
  let community: CommunityId;
  beforeAll(async () => {
    t = await createTestApp(database());
    registerFileJobs(t.deps);
    registerMediaJobs(t.deps);
    await t.deps.jobs.start();
  });
  afterAll(async () => {
    await t.deps.jobs.stop(1000);
    await t.close();
  });
  const settle = <N extends ColdName>(name: N, m: TestMember, args: MutationArgs<N>) =>
    settleCold<N>(database(), testSettlements, name, m, args);
  beforeEach(async () => {
    const db = database();
    [author, mate, stranger] = [await addMember(db), await addMember(db), await addMember(db)];
    [from, to, other] = [
      await browserOf(t, db, author),
      await browserOf(t, db, mate),
      await browserOf(t, db, stranger),
    ];
    community = await addCommunity(db, 'public');
    for (const m of [author, mate, stranger]) await addMembership(db, m, community);
    room = newId();
    await settle('room.open', author, { id: room, community, about: null, title: 'Le four', purpose: '' });
    await settle('room.join', mate, { room, on: true });
  });
  const APPLIED = { applied: expect.anything() };
  const bring = async (file: NewMessageFile, text = '') => {
    const id = newId<MessageId>();
    const said = { id, room, text, replyTo: null, mentions: [], file };
    return { id, ...(await settle('message.send', author!, said)) };
  };
  const voice = (): NewMessageFile => ({ kind: 'voice', id: newId<MessageFileId>(), seconds: 7, bars: [0, 15] });
  const sent = (file: NewMessageFile, bytes: Uint8Array, browser = from!) =>
    upload(browser, file.id, bytes, { purpose: 'messageFile' });
  const rowOf = async ({ id }: NewMessageFile) =>
    (
      await database().query<MessageFile & { picture: string | null }>('select * from message_file where id = $1', [id])
    )[0];
  const get = (browser: Browser, key: string) =>
    t.app.inject({ url: `/media/${key}`, headers: { cookie: `egoejo_refresh=${browser.cookie}` } });
  const handleEvents = async () => {
    const events = startEvents(database(), createLog('silent'), [...listeners, ...fileListeners(t.deps)]);
    await events.drain();
    await events.stop();
  };

  it('T2: a voice note arrives, and those in the room alone may hear it', async () => {
    const file = voice();
    const { id, ...outcome } = await bring(file);
    expect(outcome).toEqual(APPLIED);
    expect((await sent(file, spoken, to)).body).toMatchObject({ code: 'media.not_awaited' });
    expect((await sent(file, spoken)).body).toMatchObject({ state: 'done' });
    const { key, bytes } = (await rowOf(file))!;
    expect([key, bytes]).toEqual([`talk/${file.id}.webm`, spoken.length]);
    const heard = await get(to!, key!);
    expect([heard.statusCode, heard.headers['content-type'], heard.headers['cache-control']]).toEqual([
      200,
      'audio/webm',
      'private, no-store',
    ]);
    expect(heard.rawPayload.equals(spoken)).toBe(true);
    expect((await get(other!, key!)).statusCode).toBe(404);
    expect((await t.app.inject({ url: `/media/${key}` })).statusCode).toBe(404);
    await settle('room.join', mate!, { room, on: false });
    expect((await get(to!, key!)).statusCode).toBe(404);
    expect(await rowOf(file)).toMatchObject({ message: id, state: 'stored', seconds: 7, bars: [0, 15] });
  });

  it('T2: a picture is drawn anew in each size; another file is only ever saved', async () => {
    const picture: NewMessageFile = { kind: 'picture', id: newId() };
    await bring(picture, 'Le four est prêt.');
    expect((await sent(picture, await photo(600, 400))).status).toBe(200);
    const { picture: name } = (await rowOf(picture))!;
    expect((await get(to!, `pictures/${name}-m.webp`)).statusCode).toBe(200);
    expect((await get(other!, `pictures/${name}-m.webp`)).statusCode).toBe(404);
    const page: NewMessageFile = { kind: 'file', id: newId(), name: 'recette.html' };
    await bring(page);
    expect((await sent(page, Buffer.from('<script>alert(1)</script>'))).status).toBe(200);
    const { headers, statusCode } = await get(to!, (await rowOf(page))!.key!);
    expect([statusCode, headers['content-type'], headers['content-disposition']]).toEqual([
      200,
      'application/octet-stream',
      'attachment',
    ]);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('T2: what is no voice note or picture is refused with its reason, and the row says so', async () => {
    const [noVoice, empty, noPicture, large] = [
      voice(),
      voice(),
      { kind: 'picture' as const, id: newId<MessageFileId>() },
      voice(),
    ];
    for (const file of [noVoice, empty, noPicture, large]) await bring(file);
    expect((await sent(noVoice, Buffer.from('not a sound at all'))).body).toMatchObject({ code: 'media.bad_sound' });
    expect((await sent(empty, spoken.subarray(0, 200))).body).toMatchObject({ code: 'media.bad_sound' });
    expect((await sent(noPicture, spoken)).body).toMatchObject({ code: 'media.bad_picture' });
    expect((await sent(large, Buffer.alloc(UPLOAD.voice + 1))).body).toMatchObject({ code: 'media.too_large' });
    expect(await rowOf(noVoice)).toMatchObject({ state: 'refused', code: 'media.bad_sound', key: null });
    const far = await start(from!, large.id, Buffer.alloc(8), { purpose: 'messageFile', bytes: UPLOAD.message + 1 });
    expect(far.body.code).toBe('media.too_large');
  });

  it('T2: a voice note that was cut short is as long as what is there', async () => {
    const file = voice();
    await bring(file);
    expect((await sent(file, short)).status).toBe(200);
    const [whole, cut] = [await readSound(spoken, VOICE_SECONDS), await readSound(short, VOICE_SECONDS)];
    expect(whole.ok && cut.ok && cut.value.seconds < whole.value.seconds && cut.value.seconds > 1).toBe(true);
    expect(await readSound(spoken, -3)).toMatchObject({ ok: false, error: { code: 'media.too_long' } });
    expect(await readSound(spoken, VOICE_SECONDS, 0)).toMatchObject({ ok: false, error: { code: 'media.bad_sound' } });
  });

  it('T2: a message needs words or a file, and two messages do not bring the same file', async () => {
    const file = voice();
    await bring(file);
    expect(await bring(file)).toMatchObject({ rejected: 'message.file_exists' });
  });

  it('T2, R13: a deleted message and a closed account leave no file behind', async () => {
    const [first, second] = [voice(), { kind: 'picture', id: newId<MessageFileId>() } as const];
    const { id } = await bring(first);
    await bring(second);
    await sent(first, spoken);
    await sent(second, await photo(300, 200, '#a35'));
    const [sound, drawn] = [(await rowOf(first))!.key!, `pictures/${(await rowOf(second))!.picture}-m.webp`];
    const begun = voice();
    const { id: third } = await bring(begun);
    await start(from!, begun.id, spoken, { purpose: 'messageFile' });
    for (const message of [id, third]) await settle('message.delete', author!, { message });
    const [ended] = await database().query('select state, code from upload where subject = $1', [begun.id]);
    expect(ended).toEqual({ state: 'refused', code: 'media.not_awaited' });
    await handleEvents();
    expect(await rowOf(first)).toBeUndefined();
    await expect.poll(() => t.deps.media.stat(sound)).toBeNull();
    expect(await t.deps.media.stat(drawn)).not.toBeNull();
    await database().transaction((tx) => closeMember(tx, author!.id));
    await handleEvents();
    expect(await rowOf(second)).toBeUndefined();
    await expect.poll(() => t.deps.media.stat(drawn)).toBeNull();
    const late = voice();
    expect(await bring(late)).toMatchObject({ rejected: expect.any(String) });
  });

  it('T2, T5: nobody fetches the file of a hidden message, and its row tells nothing; shown again, they do', async () => {
    const file: NewMessageFile = { kind: 'file', id: newId(), name: 'secret.txt' };
    const { id } = await bring(file);
    await sent(file, Buffer.from('secret'));
    const { key } = (await rowOf(file))!;
    const told = async () => {
      const url = `/trpc/rooms.earlier?input=${encodeURIComponent(JSON.stringify({ room, before: 9 }))}`;
      return JSON.stringify((await to!.send({ method: 'GET', url })).body);
    };
    expect(await told()).toContain('secret.txt');
    await database().transaction((tx) => moderated.hide(tx, id, ''));
    expect((await get(to!, key!)).statusCode).toBe(404);
    expect(await told()).not.toMatch(/secret|talk\//);
    await database().transaction((tx) => moderated.show(tx, id));
    expect((await get(to!, key!)).statusCode).toBe(200);
  });
});

onRealData('audio/made/voice-message-no-duration.webm', 'T2: a voice note without its length is read', async (path) => {
  expect(await readSound(await readFile(path), VOICE_SECONDS)).toMatchObject({
    ok: true,
    value: { ending: 'webm', seconds: 6.001 },
  });
});
onRealData('audio/odd/video-named.m4a', 'T2: a film is no voice note', async (path) => {
  expect(await readSound(await readFile(path), VOICE_SECONDS)).toMatchObject({
    ok: false,
    error: { params: { reason: 'format' } },
  });
});
