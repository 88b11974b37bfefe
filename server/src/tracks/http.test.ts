import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CommunityId, TrackId } from '@egoejo/shared/platform/ids.ts';
import type { TrackDetail } from '@egoejo/shared/tracks/model.ts';
import { secretFor } from '../platform/keys/receipt-key.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { faultsOf } from '../testing/hls.ts';
import { browserOf } from '../testing/photos.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { testSettlements } from '../testing/settlements.ts';
import { announce } from '../testing/tracks.ts';
import { addCommunity, addMember, addMembership, settleCold, type TestMember } from '../testing/world.ts';
import { masterKey, pieceKey } from './keys.ts';
import { ticketFor } from './tickets.ts';
import { moderated } from './model.ts';
import { giveWords } from './words.ts';

const PIECE = Buffer.from(Array.from({ length: 3000 }, (_, i) => i % 251));
const INIT = 'a'.repeat(64);
const SEGMENT = 'b'.repeat(64);

eachDatabase('hearing tracks', (database) => {
  let t: TestApp;
  let [author, mate, stranger]: TestMember[] = [];
  let [from, to, other]: Browser[] = [];
  let community: CommunityId;
  let track: TrackId;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    const db = database();
    [author, mate, stranger] = [await addMember(db), await addMember(db), await addMember(db)];
    [from, to, other] = [
      await browserOf(t, db, author),
      await browserOf(t, db, mate),
      await browserOf(t, db, stranger),
    ];
    community = await addCommunity(db, 'public');
    for (const m of [author, mate]) await addMembership(db, m, community);
    track = await announce(db, author);
    await db.query(
      `update track set state = 'ready', file_key = $2, sha256 = $3, bytes = 9, seconds = 12, peaks = 'AP8=' where id = $1`,
      [track, masterKey(track), INIT],
    );
    const segments = JSON.stringify([
      { key: SEGMENT, bytes: 3000, seconds: 6.016 },
      { key: SEGMENT, bytes: 3000, seconds: 5.984 },
    ]);
    for (const quality of ['opus24', 'aac64'])
      await db.query('insert into track_sound values ($1, $2, $3, $4::jsonb, 9000)', [track, quality, INIT, segments]);
    await t.deps.media.put(pieceKey(track, INIT, 'mp4'), PIECE);
    await t.deps.media.put(pieceKey(track, SEGMENT, 'm4s'), PIECE);
    await t.deps.media.put(masterKey(track), PIECE);
  });
  const share = async (visibility: 'private' | 'community' | 'public') => {
    const args = { track, visibility, community: visibility === 'community' ? community : null };
    expect(await settleCold<'track.share'>(database(), testSettlements, 'track.share', author!, args)).toMatchObject({
      applied: [],
    });
  };
  const detail = (browser: Browser) =>
    browser.send<TrackDetail & { error?: { code: string } }>({ url: `/api/tracks/${track}` });
  /** Without a cookie or a token, as an audio element asks. */
  const get = (url: string, headers: Record<string, string> = {}) => t.app.inject({ url, headers });
  const codeOf = async (url: string) => {
    const answer = await get(url);
    return answer.statusCode === 200 ? 200 : [answer.statusCode, answer.json<{ error: { code: string } }>().error.code];
  };
  const UNKNOWN = [404, 'track.unknown'];
  /** The address of a file beside the playlist. */
  const beside = (playlist: string, file: string) => playlist.replace('master.m3u8', file);

  it('L3: a track of a community is heard by signed addresses of its members, each asked again', async () => {
    await share('community');
    const { body, headers } = await detail(to!);
    expect(body).toMatchObject({ id: track, seconds: 12, peaks: 'AP8=', bytes: { opus24: 9000, aac64: 9000 } });
    expect([headers['cache-control'], Date.parse(body.expires!) > Date.now() + 11 * 3_600_000]).toEqual([
      'private, no-store',
      true,
    ]);
    const files = ['master.m3u8', 'aac64.m3u8', 'opus24.m3u8', 'manifest.mpd', `${INIT}.mp4`, `${SEGMENT}.m4s`];
    for (const file of files) expect(await codeOf(beside(body.playlist, file)), file).toBe(200);
    expect(faultsOf((await get(body.playlist)).body)).toEqual([]);
    expect(faultsOf((await get(beside(body.playlist, 'aac64.m3u8'))).body)).toEqual([]);
    // Somebody of the public community who is no member, a visitor, and an address without a ticket.
    expect((await detail(other!)).status).toBe(404);
    expect(await codeOf(`/api/tracks/${track}`)).toEqual(UNKNOWN);
    expect(await codeOf(`/media/sound/${track}/-/${SEGMENT}.m4s`)).toEqual(UNKNOWN);
    // The member was removed.
    await database().query('delete from membership where member = $1', [mate!.id]);
    for (const file of files) expect(await codeOf(beside(body.playlist, file)), file).toEqual(UNKNOWN);
  });

  it('L1 L3: its words are read by who hears it', async () => {
    await share('community');
    await giveWords(database(), track, `[0:01.0] ${'puits'.repeat(150)}\n`.repeat(9) + 'la nuit');
    const words = (browser: Browser) => browser.send<{ words: string }>({ url: `/api/tracks/${track}/words` });
    const { body, headers } = await words(to!);
    expect([body.words, headers['cache-control']]).toEqual([
      `[0:01.0] ${'puits'.repeat(150)}\n`.repeat(9) + 'la nuit',
      'private, no-store',
    ]);
    expect((await detail(to!)).body.words).toBe(body.words.length);
    // Moderation reads all of them.
    expect((await moderated.find(database(), track, null))?.text).toContain(body.words);
    expect((await words(other!)).status).toBe(404);
    expect(await codeOf(`/api/tracks/${track}/words`)).toEqual(UNKNOWN);
  });

  it('L8: an artist’s page tells who hears a track of theirs what they let them see, and others nothing', async () => {
    const db = database();
    const said = { name: 'public', bio: 'public', place: 'community', avatar: 'private' };
    await db.query(
      `update member set bio = 'Je chante.', place = 'Thiès', avatar = '/media/a.webp', visibility = $2 where id = $1`,
      [author!.id, said],
    );
    const url = `/api/artists/${author!.id}`;
    const profile = (browser: Browser) => browser.send({ url });
    const nothing = { bio: '', place: '', avatar: null };
    expect([(await profile(to!)).body, (await get(url)).json()]).toEqual([nothing, nothing]);
    await share('community');
    expect((await profile(to!)).body).toEqual({ bio: 'Je chante.', place: 'Thiès', avatar: null });
    expect([(await profile(other!)).body, (await get(url)).json()]).toEqual([nothing, nothing]);
    await share('public');
    expect((await profile(other!)).body).toEqual({ bio: 'Je chante.', place: '', avatar: null });
    expect((await get(url)).json()).toEqual({ bio: 'Je chante.', place: '', avatar: null });
    expect((await get('/api/artists/nobody')).json()).toEqual(nothing);
  });

  it('L3: who was banned hears by the addresses they got what a visitor hears', async () => {
    await share('community');
    const { playlist } = (await detail(to!)).body;
    await database().query(`update member set status = 'banned' where id = $1`, [mate!.id]);
    expect(await codeOf(playlist)).toEqual(UNKNOWN);
    await share('public');
    expect(await codeOf(playlist)).toBe(200);
  });

  it('L3: a ticket that is forged, of another track, or expired opens nothing', async () => {
    await share('community');
    const secret = await secretFor('sound', t.deps.config);
    const expires = Math.floor(Date.now() / 1000) + 60;
    const at = (ticket: string) => codeOf(`/media/sound/${track}/${ticket}/${SEGMENT}.m4s`);
    const good = ticketFor(secret, { track, member: mate!.id, expires });
    expect(await at(good)).toBe(200);
    expect(await at(good.replace(String(expires), String(expires + 1)))).toEqual(UNKNOWN);
    expect(await at(good.replace(mate!.id, author!.id))).toEqual(UNKNOWN);
    expect(await at(ticketFor(secret, { track: stranger!.id, member: mate!.id, expires }))).toEqual(UNKNOWN);
    expect(await at(ticketFor('another', { track, member: mate!.id, expires }))).toEqual(UNKNOWN);
    expect(await at(ticketFor(secret, { track, member: stranger!.id, expires }))).toEqual(UNKNOWN);
    expect(await at(ticketFor(secret, { track, member: mate!.id, expires: expires - 120 }))).toEqual([
      403,
      'account.forbidden',
    ]);
    expect(await at('~')).toEqual(UNKNOWN);
  });

  it('L3: everybody hears a public track, in ranges, and keeps its pieces for good', async () => {
    await share('public');
    const { playlist, expires } = (await get(`/api/tracks/${track}`)).json<TrackDetail>();
    expect([playlist, expires]).toEqual([`/media/sound/${track}/-/master.m3u8`, null]);
    const url = beside(playlist, `${SEGMENT}.m4s`);
    const whole = await get(url);
    expect([whole.headers['content-type'], whole.headers['cache-control'], whole.headers['accept-ranges']]).toEqual([
      'audio/mp4',
      'public, max-age=31536000, immutable',
      'bytes',
    ]);
    expect(whole.rawPayload.equals(PIECE)).toBe(true);
    const part = await get(url, { range: 'bytes=100-199' });
    expect([part.statusCode, part.headers['content-range'], part.rawPayload.equals(PIECE.subarray(100, 200))]).toEqual([
      206,
      'bytes 100-199/3000',
      true,
    ]);
    expect((await get(url, { range: 'bytes=3000-' })).statusCode).toBe(416);
    expect((await get(url, { 'if-none-match': String(whole.headers.etag) })).statusCode).toBe(304);
    expect(await codeOf(beside(playlist, `${'c'.repeat(64)}.m4s`))).toEqual(UNKNOWN);
    expect(await codeOf(beside(playlist, 'aac32.m3u8'))).toEqual(UNKNOWN);
  });

  it('L3: a track that is private again, or hidden, is heard by no other address than that of its member', async () => {
    await share('public');
    await share('private');
    expect(await codeOf(`/media/sound/${track}/-/${SEGMENT}.m4s`)).toEqual(UNKNOWN);
    const mine = (await detail(from!)).body.playlist;
    expect(await codeOf(mine)).toBe(200);
    await share('public');
    await database().transaction(async (tx) => {
      const found = await moderated.find(tx, track, null);
      await tx.query('select bump_scopes($1::text[])', [found!.scopes]);
      await moderated.hide(tx, track, 'Non.');
    });
    expect([await codeOf(mine), (await detail(from!)).status]).toEqual([UNKNOWN, 404]);
    const [row] = await database().query('select scope from track where id = $1', [track]);
    expect(row).toEqual({ scope: `member:${author!.id}` });
  });

  it('L3: the file as it was added, with its tags, is at no address', async () => {
    await share('public');
    const prefixes = ['/media/', '/media/tracks%2F', '/media/sound%2F'];
    const paths = [masterKey(track), `${track}/master.bin`, `${track}/${SEGMENT}.m4s`];
    for (const url of prefixes.flatMap((prefix) => paths.map((path) => prefix + path)))
      expect((await get(url)).statusCode, url).toBe(404);
  });
});
