import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId, type TrackId } from '@egoejo/shared/platform/ids.ts';
import { runProgram, SOUND_PROGRAMS } from '../platform/media/ffmpeg.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { browserOf } from '../testing/photos.ts';
import { onInstalled } from '../testing/real-data.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { player, valuesOf, valuesOfXml, type Answered } from '../testing/services/subsonic.ts';
import { addTrack, announce, FFMPEG, inFolder, tone } from '../testing/tracks.ts';
import { addMember, type TestMember } from '../testing/world.ts';
import { prepareTrack } from '../tracks/prepare/prepare.ts';
import { soundsOf } from '../tracks/queries.ts';
import { pieceKey } from '../tracks/model.ts';
import { BYTES_OF_INDEX, BYTES_OF_REFERENCE } from '../tracks/model.ts';

const [INIT, ONE, TWO] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];
const bytes = (length: number, from: number) => Buffer.from(Array.from({ length }, (_, i) => (i + from) % 251));
const PIECES = { [INIT]: bytes(700, 1), [ONE]: bytes(3000, 2), [TWO]: bytes(2500, 3) };
const INDEX = BYTES_OF_INDEX + 2 * BYTES_OF_REFERENCE;
const COVER = 'd'.repeat(32);
const HOSTILE = 'Œ <b>&"\'\u0007\ufffe chant';

eachDatabase('players of other apps', (database) => {
  let t: TestApp;
  let [mine, other]: TestMember[] = [];
  let password: string;
  let app: ReturnType<typeof player>;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());
  const passwordOf = async (member: TestMember) => {
    const browser = await browserOf(t, database(), member);
    return (await browser.mutate<{ token: string }>('catalogue.makeReaderToken')).body.token;
  };
  beforeEach(async () => {
    const db = database();
    for (const table of ['track', 'playlist', 'track_like']) await db.query(`delete from ${table}`);
    [mine, other] = [await addMember(db), await addMember(db)];
    password = await passwordOf(mine);
    app = player(t.app, { apiKey: password });
  });
  /** A track that can be heard in two qualities of AAC, and in Opus. */
  const ready = async (by: TestMember, said: object, cover: string | null = null): Promise<TrackId> => {
    const [db, media] = [database(), t.deps.media];
    const id = await announce(db, by, said);
    await db.query(
      `update track set state = 'ready', file_key = 'x', sha256 = $2, bytes = 9, seconds = 12, peaks = '', cover = $3
        where id = $1`,
      [id, INIT, cover],
    );
    const segments = JSON.stringify([ONE, TWO].map((key) => ({ key, bytes: PIECES[key]!.length, seconds: 6 })));
    for (const quality of ['opus24', 'aac32', 'aac128'])
      await db.query('insert into track_sound values ($1, $2, $3, $4::jsonb, 6200)', [id, quality, INIT, segments]);
    for (const [key, content] of Object.entries(PIECES))
      await media.put(pieceKey(id, key, key === INIT ? 'mp4' : 'm4s'), content);
    return id;
  };
  const codeOf = async (answer: Promise<Answered>) => (await answer).error?.code ?? 0;

  it('L7: a player signs in by the password of apps, as a key or plain; a token is refused with words', async () => {
    expect(await app.json('ping')).toMatchObject({ status: 'ok', version: '1.16.1', openSubsonic: true });
    const signIn = (params: Record<string, string>) => player(t.app, params).json('ping');
    const hex = Buffer.from(password).toString('hex');
    for (const p of [password, `enc:${hex}`, password.replaceAll('-', '')])
      expect(await codeOf(signIn({ u: 'awa', p })), p).toBe(0);
    expect(await codeOf(signIn({ u: 'awa', p: 'wrong' }))).toBe(40);
    expect(await codeOf(signIn({ apiKey: 'wrong' }))).toBe(44);
    expect(await codeOf(signIn({ apiKey: password, u: 'awa' }))).toBe(43);
    expect(await codeOf(signIn({ u: 'awa' }))).toBe(10);
    const refused = await signIn({ u: 'awa', t: 'f'.repeat(32), s: 'salt' });
    expect([refused.error?.code, refused.error?.message]).toEqual([41, expect.stringContaining('plain (legacy)')]);
    expect(await player(t.app, {}).json('getOpenSubsonicExtensions')).toMatchObject({ status: 'ok' });
    await database().query(`update member set status = 'banned' where id = $1`, [mine!.id]);
    expect(await codeOf(app.json('ping'))).toBe(44);
  });

  it('L7: a player goes from an artist to an album and its songs, and hears nobody’s private tracks', async () => {
    const second = await ready(mine!, { title: 'Deux', artists: 'Awa', album: 'Nuits', number: 2, genre: 'Conte' });
    const first = await ready(mine!, { title: 'Un', artists: 'Awa', album: 'Nuits', number: 1 }, COVER);
    await ready(mine!, { title: 'Seul', artists: 'Bô' });
    const hidden = await ready(other!, { title: 'Secret', artists: 'Zoé', album: 'Nuits' });
    type Named = { id: string; name: string };
    const { artists } = (await app.json('getArtists')) as { artists?: { index: { artist: Named[] }[] } };
    const [awa, bo] = artists!.index.flatMap((letter) => letter.artist);
    expect([awa, bo]).toMatchObject([
      { name: 'Awa', albumCount: 1, coverArt: COVER },
      { name: 'Bô', albumCount: 1 },
    ]);
    const { artist } = (await app.json('getArtist', { id: awa!.id })) as { artist?: { album: Named[] } };
    expect(artist!.album).toMatchObject([
      { name: 'Nuits', songCount: 2, duration: 24, artist: 'Awa', coverArt: COVER },
    ]);
    const { album } = await app.json('getAlbum', { id: artist!.album[0]!.id });
    const size = 6200 + INDEX;
    expect(album).toMatchObject({
      song: [
        { id: first, title: 'Un', size, bitRate: Math.round((size * 8) / 12 / 1000), suffix: 'm4a' },
        { id: second, title: 'Deux', genre: 'Conte', path: 'Awa/Nuits/02 Deux.m4a' },
      ],
    });
    const folder = await app.json('getMusicDirectory', { id: bo!.id });
    expect(folder).toMatchObject({ directory: { name: 'Bô', child: [{ title: 'Seul', isDir: true }] } });
    expect(await app.json('search3', { query: 'deux awa' })).toMatchObject({
      searchResult3: { artist: [], album: [], song: [{ id: second }] },
    });
    // Signs of patterns, and what a database cannot hold, are words that nothing has.
    for (const query of ['%', '_eux', 'deux\\', 'x\0'])
      expect(await app.json('search3', { query }), query).toMatchObject({ searchResult3: { artist: [], song: [] } });
    for (const id of ['al-\0', '\0']) expect(await codeOf(app.json('getCoverArt', { id }))).toBe(70);
    expect(await app.json('getGenres')).toMatchObject({ genres: { genre: [{ value: 'Conte', songCount: 1 }] } });
    for (const method of ['getSong', 'stream', 'download', 'getCoverArt'])
      expect(await codeOf(app.json(method, { id: hidden })), method).toBe(70);
    await database().query(`update track set visibility = 'public' where id = $1`, [hidden]);
    expect(await app.json('getSong', { id: hidden })).toMatchObject({ song: { title: 'Secret', artist: 'Zoé' } });
    // An album of the same name by another member is another album.
    expect(await app.json('getAlbumList2', { type: 'alphabeticalByArtist', size: '100000' })).toMatchObject({
      albumList2: { album: [{ name: 'Nuits' }, { name: 'Seul' }, { name: 'Nuits', artist: 'Zoé' }] },
    });
  });

  it('L7: a player lists playlists in their order, with what the member hears of them, and what the member likes', async () => {
    const db = database();
    const [one, two] = [await ready(mine!, { title: 'A' }, COVER), await ready(mine!, { title: 'B' })];
    const hidden = await ready(other!, { title: 'C' });
    const addList = async (by: TestMember, visibility: string, tracks: readonly TrackId[]): Promise<string> => {
      const id = newId();
      await db.query(
        `insert into playlist (id, scope, author, name, title, visibility, rev)
          values ($1, 'member:' || $2::uuid, $2, 'Awa', $3, $3, 1)`,
        [id, by.id, visibility],
      );
      for (const [i, track] of tracks.entries())
        await db.query(
          `insert into playlist_item (id, scope, playlist, track, order_key, rev)
            values ($1, 'member:' || $2::uuid, $3, $4, $5, 1)`,
          [newId(), by.id, id, track, `a${i}`],
        );
      return id;
    };
    const list = await addList(mine!, 'private', [two, hidden, one]);
    const open = await addList(other!, 'public', []);
    const secret = await addList(other!, 'private', [one]);
    expect(await app.json('getPlaylists')).toMatchObject({
      playlists: {
        playlist: [
          { id: list, songCount: 2, duration: 24, coverArt: COVER },
          { id: open, readonly: true },
        ],
      },
    });
    expect(await app.json('getPlaylist', { id: list })).toMatchObject({
      playlist: { name: 'private', owner: 'Awa', public: false, entry: [{ id: two }, { id: one }] },
    });
    for (const id of [secret, 'x', newId()]) expect(await codeOf(app.json('getPlaylist', { id }))).toBe(70);
    for (const track of [two, hidden])
      await db.query('insert into track_like (member, track, rev) values ($1, $2, 1)', [mine!.id, track]);
    const { starred2 } = await app.json('getStarred2');
    expect(starred2).toMatchObject({ song: [{ id: two, starred: expect.stringMatching(/^20/) }] });
  });

  it('L7: XML has what JSON has, by GET and by a form, whatever titles hold', async () => {
    const id = await ready(mine!, { title: '<i>"A" & \'B\'</i>', genre: 'A & B' });
    await database().query('update track set artists = $2 where id = $1', [id, HOSTILE]);
    const calls: [string, Record<string, string>][] = [
      ['getSong', { id }],
      ['getIndexes', {}],
      ['getGenres', {}],
      ['getAlbumList', { type: 'newest' }],
      ['getRandomSongs', { size: '1' }],
      ['getUser', {}],
      ['getPlaylists', {}],
      ['getStarred', {}],
      ['getOpenSubsonicExtensions', {}],
      ['createPlaylist', { name: 'x' }],
      ['nothing', {}],
    ];
    for (const [method, params] of calls) {
      // What XML cannot hold is left out of it.
      const json = JSON.stringify(await app.json(method, params)).replace(/\\u0007|\ufffe/g, '');
      const { body, headers } = await app.send(method, params);
      expect(valuesOfXml(body), method).toEqual(valuesOf(JSON.parse(json)));
      expect([headers['content-type'], body.includes('\u0007')]).toEqual(['text/xml; charset=utf-8', false]);
      expect(valuesOfXml(await app.post(method, params))).toEqual(valuesOfXml(body));
    }
    expect(await codeOf(app.json('star', { id }))).toBe(50);
    expect(await codeOf(app.json('constructor'))).toBe(0);
  });

  it('L7: lists are bounded however many rows are asked for', async () => {
    const id = await ready(mine!, { title: 'Chant' });
    await database().query(
      `insert into track (id, scope, author, title, licence, file, state, file_key, sha256, bytes, seconds, peaks, rev)
        select gen_random_uuid(), t.scope, t.author, 'Chant ' || n, 'by', '', 'ready', 'x', t.sha256, 9, 12, '', t.rev
        from track t, generate_series(1, 510) n where t.id = $1`,
      [id],
    );
    const lengthOf = async (method: string, params: Record<string, string>) =>
      Object.values(Object.values((await app.json(method, params)) as Record<string, object>).at(-1)!).at(-1).length;
    expect(await lengthOf('getRandomSongs', { size: '100000' })).toBe(500);
    expect(await lengthOf('getAlbumList2', { type: 'random', size: '100000' })).toBe(500);
    expect(await lengthOf('search3', { query: '""', songCount: '100000' })).toBe(500);
    expect(await lengthOf('search3', { query: '', songCount: '100000', songOffset: '500' })).toBe(11);
  });

  it('L7: the sound is one file of its pieces, whole or in ranges, in the quality that is asked for', async () => {
    const id = await ready(mine!, { title: 'Chant' });
    const whole = await app.send('stream.view', { id });
    const content = whole.rawPayload;
    expect([whole.statusCode, whole.headers['content-type'], content.length]).toEqual([200, 'audio/mp4', 6200 + INDEX]);
    expect(Number(whole.headers['content-length'])).toBe(content.length);
    expect(content.subarray(0, 700).equals(PIECES[INIT]!)).toBe(true);
    expect(content.subarray(700 + INDEX).equals(Buffer.concat([PIECES[ONE]!, PIECES[TWO]!]))).toBe(true);
    const [from, to] = [700 + INDEX + 2990, 700 + INDEX + 3009];
    const part = await app.send('stream', { id }, { range: `bytes=${from}-${to}` });
    expect([part.statusCode, part.headers['content-range'], part.rawPayload]).toEqual([
      206,
      `bytes ${from}-${to}/${content.length}`,
      content.subarray(from, to + 1),
    ]);
    const tag = String(whole.headers.etag);
    expect((await app.send('stream', { id }, { 'if-none-match': tag })).statusCode).toBe(304);
    expect((await app.send('stream', { id }, { range: `bytes=${content.length}-` })).statusCode).toBe(416);
    expect((await app.send('download', { id })).rawPayload.equals(content)).toBe(true);

    // Each quality has other pieces.
    await database().query(`update track_sound set init = $2 where track = $1 and quality = 'aac32'`, [id, ONE]);
    await t.deps.media.put(pieceKey(id, ONE, 'mp4'), bytes(700, 9));
    const firstOf = async (params: Record<string, string>) =>
      (await app.send('stream', { id, ...params })).rawPayload[0];
    expect([
      await firstOf({ maxBitRate: '64' }),
      await firstOf({ maxBitRate: '24' }),
      await firstOf({ maxBitRate: '320' }),
      await firstOf({ maxBitRate: '64', format: 'raw' }),
      await firstOf({ maxBitRate: '64', format: 'opus' }),
    ]).toEqual([9, 9, 1, 1, 1]);
  });

  it('L7: a cover comes in the size that fits, for who hears a track that has it', async () => {
    const id = await ready(mine!, { title: 'Chant' }, COVER);
    for (const size of ['s', 'm', 'l', 'x'])
      await t.deps.media.put(`pictures/${COVER}-${size}.webp`, Buffer.from(size));
    const sizeOf = async (params: Record<string, string>) => (await app.send('getCoverArt', params)).body;
    expect([
      await sizeOf({ id: COVER, size: '200' }),
      await sizeOf({ id, size: '300' }),
      await sizeOf({ id, size: '5000' }),
      await sizeOf({ id }),
    ]).toEqual(['s', 'm', 'x', 'x']);
    const stranger = player(t.app, { apiKey: await passwordOf(other!) });
    expect(await codeOf(stranger.json('getCoverArt', { id: COVER }))).toBe(70);
  });

  onInstalled(FFMPEG, 'L7: a player knows how long the file is, and goes on in the middle', async () => {
    const id = await addTrack({ db: database(), media: t.deps.media }, mine!, await tone(20));
    await prepareTrack(t.deps, id);
    const whole = (await app.send('stream', { id })).rawPayload;
    const [sound] = await soundsOf(database(), id, 'aac128');
    expect(whole.length).toBe(sound!.bytes + BYTES_OF_INDEX + BYTES_OF_REFERENCE * sound!.segments.length);
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'a.m4a'), whole);
      const run = async (program: string, args: string[]) => {
        const { ok, out, said } = await runProgram(program, args, { cwd: folder, ms: 60_000 });
        return { ok, text: out.toString() + said };
      };
      const show = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', 'a.m4a'];
      expect(Number((await run(SOUND_PROGRAMS.ffprobe, show)).text)).toBeCloseTo(20, 0);
      const rest = await run(SOUND_PROGRAMS.ffmpeg, ['-ss', '14', '-i', 'a.m4a', '-f', 'null', '-']);
      expect([rest.ok, /time=00:00:0[56]/.test(rest.text)]).toEqual([true, true]);
    });
  });
});
