import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import { newId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { addAvif } from './photos.ts';
import { pictureUpload } from '../projects/pictures.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { openBucket, type TestBucket } from '../testing/services/bucket.ts';
import {
  addUploader,
  addWaiting,
  browserOf,
  complete,
  noise,
  PART,
  photo,
  sendChunk,
  sha256,
  start,
  upload,
  type Uploader,
} from '../testing/photos.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity, addMember, addMembership } from '../testing/world.ts';
import { fileInMemory } from './chunks.ts';
import { releaseClaims, sweepUploads } from './uploads.ts';

interface Row {
  state: string;
  code: string | null;
  name: string | null;
  width: number;
  height: number;
  widths: number[];
  colour: string;
}

eachDatabase('uploads', (database) => {
  let t: TestApp;
  let community: CommunityId;
  let big: Buffer;
  beforeAll(async () => {
    t = await createTestApp(database());
    community = await addCommunity(database());
    big = await noise(520);
    expect(big.length).toBeGreaterThan(3 * PART);
  });
  afterAll(() => t.close());
  const uploader = (): Promise<Uploader> => addUploader(t, database(), community);
  const rowOf = async (picture: string): Promise<Row | undefined> =>
    (
      await database().query<Row & { [k: string]: unknown }>('select * from project_picture where id = $1', [picture])
    )[0];
  const served = (name: string, size: string, headers = {}) =>
    t.app.inject({ url: `/media/pictures/${name}-${size}.webp`, headers });
  const chunksLeft = () => database().query('select from upload_chunk');

  it('a photo sent in chunks is stored upright in four sizes without metadata, and becomes the project’s picture', async () => {
    const { browser, id, picture, project } = await uploader();
    expect(await upload(browser, picture, await photo(2000, 1000))).toMatchObject({
      status: 200,
      body: { state: 'done' },
    });
    const row = await rowOf(picture);
    expect(row).toMatchObject({ state: 'stored', code: null, width: 800, height: 1600, widths: [240, 480, 800, 800] });
    expect(row?.colour).toMatch(/^#[0-9a-f]{6}$/);
    const [shown] = await database().query<{ picture: string }>('select picture from project where id = $1', [project]);
    expect(shown?.picture).toBe(row?.name);
    const cookie = { cookie: `egoejo_refresh=${browser.cookie}` };
    for (const [size, width] of [
      ['s', 240],
      ['m', 480],
      ['l', 800],
      ['x', 800],
    ] as const) {
      const file = await served(row?.name ?? '', size, cookie);
      const meta = await sharp(file.rawPayload).metadata();
      expect(meta).toMatchObject({ format: 'webp', width });
      expect([meta.exif, meta.icc, meta.xmp, meta.orientation]).toEqual([undefined, undefined, undefined, undefined]);
    }
    expect(await chunksLeft()).toEqual([]);
    expect(id).not.toBe(picture);
  });

  it('is served for ever with an ETag, as AVIF once the job has run, to those who accept it', async () => {
    const { browser, picture, project } = await uploader();
    await upload(browser, picture, await photo(600, 400, '#c33'));
    await database().query(`update project set status = 'published', scope = 'community:' || community where id = $1`, [
      project,
    ]);
    await database().query(`update project_picture set scope = $2 where id = $1`, [picture, `community:${community}`]);
    const name = (await rowOf(picture))?.name ?? '';
    const plain = await served(name, 'm');
    expect([plain.statusCode, plain.headers['cache-control'], plain.headers['content-type']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      'image/webp',
    ]);
    expect((await served(name, 'm', { 'if-none-match': plain.headers.etag })).statusCode).toBe(304);
    await addAvif(t.deps.media, name);
    const avif = await served(name, 'm', { accept: 'image/avif,image/webp,*/*' });
    expect([avif.headers['content-type'], avif.headers.vary]).toEqual(['image/avif', 'accept']);
    expect((await sharp(avif.rawPayload).metadata()).compression).toBe('av1');
    expect((await served(name, 'm')).headers['content-type']).toBe('image/webp');
  });

  it('a photo of a proposal, or of a private community, is shown to who may see it and to no one else', async () => {
    const { browser, picture } = await uploader();
    await upload(browser, picture, await photo(300, 200, '#1c4'));
    const name = (await rowOf(picture))?.name ?? '';
    const as = async (member: { id: never; device: never } | Awaited<ReturnType<typeof addMember>>) => {
      const { cookie } = await browserOf(t, database(), member);
      return (await served(name, 's', { cookie: `egoejo_refresh=${cookie}` })).statusCode;
    };
    expect((await served(name, 's')).statusCode).toBe(404);
    expect(await as(await addMember(database()))).toBe(404);
    const animator = await addMember(database());
    await addMembership(database(), animator, community, 'animator');
    expect(await as(animator)).toBe(200);
    const own = await served(name, 's', { cookie: `egoejo_refresh=${browser.cookie}` });
    expect([own.statusCode, own.headers['cache-control']]).toEqual([200, 'private, no-store']);

    const closed = await addCommunity(database(), 'private');
    await database().query('update project_picture set scope = $2 where id = $1', [picture, `community:${closed}`]);
    expect([(await served(name, 's')).statusCode, await as(await addMember(database()))]).toEqual([404, 404]);
    const inside = await addMember(database());
    await addMembership(database(), inside, closed);
    expect(await as(inside)).toBe(200);
  });

  it('goes on where it was, from another session of the same member, and a chunk that is sent twice changes nothing', async () => {
    const { browser, picture, ...member } = await uploader();
    const { body: opened } = await start(browser, picture, big);
    expect((await sendChunk(browser, opened.id, 0, big.subarray(0, PART))).body.offset).toBe(PART);
    const again = await sendChunk(browser, opened.id, 0, big.subarray(0, PART));
    expect([again.status, again.body]).toEqual([409, { code: 'media.wrong_offset', params: { offset: PART } }]);
    const other = await browserOf(t, database(), member);
    expect((await other.send({ method: 'GET', url: `/api/uploads/${opened.id}` })).body).toMatchObject({
      id: opened.id,
      offset: PART,
    });
    expect((await start(other, picture, big)).body).toEqual({ ...opened, offset: PART });
    expect((await upload(other, picture, big)).body.state).toBe('done');
    expect((await complete(browser, opened.id)).body.state).toBe('done');
    expect((await start(browser, picture, big)).body).toEqual({ ...opened, offset: big.length, state: 'done' });
    expect((await start(browser, picture, await photo(9, 9))).body).toMatchObject({ code: 'media.not_awaited' });
  });

  it('another member’s upload is unknown, and a visitor has none', async () => {
    const { browser, picture } = await uploader();
    const { body: opened } = await start(browser, picture, big);
    const { browser: stranger } = await uploader();
    const unknown = { status: 404, body: { code: 'media.unknown_upload' } };
    expect(await sendChunk(stranger, opened.id, 0, Buffer.from('x'))).toMatchObject(unknown);
    expect(await complete(stranger, opened.id)).toMatchObject(unknown);
    expect(await stranger.send({ method: 'GET', url: `/api/uploads/${opened.id}` })).toMatchObject(unknown);
    expect(await stranger.send({ method: 'DELETE', url: `/api/uploads/${opened.id}` })).toMatchObject(unknown);
    expect(await start(stranger, picture, big)).toMatchObject({ status: 409, body: { code: 'media.not_awaited' } });
    expect(await start(t.browser(), picture, big)).toMatchObject({
      status: 401,
      body: { code: 'sync.unauthenticated' },
    });
    const foreign = await browser.send({
      method: 'POST',
      url: '/api/uploads',
      headers: { origin: 'https://elsewhere.example' },
      payload: {},
    });
    expect(foreign).toMatchObject({ status: 403, body: { code: 'account.forbidden' } });
  });

  it('bad input is refused with a code, and nothing changes', async () => {
    const { browser, picture } = await uploader();
    const said = async (change: object) => (await start(browser, picture, big, change)).body;
    expect(await said({ bytes: 11 * 1024 * 1024 })).toEqual({
      code: 'media.too_large',
      params: { most: UPLOAD.picture },
    });
    for (const change of [
      { bytes: 0 },
      { bytes: 1.5 },
      { sha256: 'x' },
      { purpose: 'other' },
      { subject: '1' },
      { y: 1 },
    ])
      expect(await said(change), JSON.stringify(change)).toMatchObject({ code: 'sync.bad_args' });
    expect(await said({ subject: newId() })).toMatchObject({ code: 'media.not_awaited' });
    expect((await database().query('select from upload where subject = $1', [picture])).length).toBe(0);

    const small = await photo(40, 30);
    const { body: opened } = await start(browser, picture, small);
    expect((await sendChunk(browser, opened.id, 0, Buffer.alloc(small.length + 1))).body).toMatchObject({
      code: 'media.beyond_size',
    });
    expect((await sendChunk(browser, opened.id, 0, Buffer.alloc(UPLOAD.chunk + 1))).body).toMatchObject({
      code: 'sync.too_large',
    });
    expect((await sendChunk(browser, opened.id, 0, Buffer.alloc(0))).body).toMatchObject({ code: 'sync.bad_args' });
    expect((await sendChunk(browser, opened.id, -1, small)).body).toMatchObject({ code: 'sync.bad_args' });
    expect((await complete(browser, opened.id)).body).toEqual({ code: 'media.incomplete', params: { offset: 0 } });
    expect((await complete(browser, 'x')).body).toMatchObject({ code: 'media.unknown_upload' });
    expect(await rowOf(picture)).toMatchObject({ state: 'awaited' });
  });

  it('bytes with another hash are dropped, and the same photo may be sent again', async () => {
    const { browser, picture } = await uploader();
    const bytes = await photo(40, 30);
    const { body: opened } = await start(browser, picture, bytes, { sha256: sha256(big) });
    await sendChunk(browser, opened.id, 0, bytes);
    expect(await complete(browser, opened.id)).toMatchObject({ status: 422, body: { code: 'media.wrong_hash' } });
    expect(await rowOf(picture)).toMatchObject({ state: 'awaited' });
    expect((await upload(browser, picture, bytes)).body.state).toBe('done');
  });

  it('a file that is no usable photo is refused with its reason on the row, and no byte of it is kept', async () => {
    const { browser, picture } = await uploader();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const refused = { status: 422, body: { code: 'media.bad_picture' } };
    expect(await upload(browser, picture, svg)).toMatchObject(refused);
    expect(await rowOf(picture)).toMatchObject({ state: 'refused', code: 'media.bad_picture', name: null });
    expect((await start(browser, picture, svg)).body).toMatchObject({ state: 'refused' });
    const [row] = await database().query<{ id: string }>('select id from upload where subject = $1', [picture]);
    expect(await complete(browser, row?.id ?? '')).toMatchObject(refused);
    expect(await database().query('select from upload_chunk where upload = $1', [row?.id])).toEqual([]);
  });

  it('a member announces at most a gigabyte a day and has ten uploads open, counted before a byte comes', async () => {
    const { browser, id } = await uploader();
    const next = async (change: object) => {
      const { picture } = await addWaiting(database(), id, community);
      return start(browser, picture, big, change);
    };
    const opened = await Promise.all(Array.from({ length: 12 }, () => next({ bytes: UPLOAD.picture })));
    expect(opened.map((o) => o.status).toSorted((a, b) => a - b)).toEqual([...Array<number>(10).fill(200), 429, 429]);
    expect((await next({ bytes: 1 })).body).toMatchObject({ code: 'media.too_many_open' });
    for (const { body } of opened)
      if ('id' in body) await browser.send({ method: 'DELETE', url: `/api/uploads/${body.id}` });
    await database().query(
      `insert into upload (id, member, purpose, subject, bytes, sha256, state)
        values (gen_random_uuid(), $1, 'track', gen_random_uuid(), $2, $3, 'dropped')`,
      [id, UPLOAD.day - 10 * UPLOAD.picture, sha256(big)],
    );
    const over = await next({ bytes: 1 });
    expect([over.body.code, Number(over.headers['retry-after']) > 80_000]).toEqual(['media.too_much_today', true]);
    await database().query(`update upload set opened_at = now() - interval '25 hours' where member = $1`, [id]);
    expect((await next({ bytes: 1 })).status).toBe(200);
  });

  it('a chunk has at least four kilobytes, the last one as many as are left', async () => {
    const { browser, picture } = await uploader();
    const bytes = await photo(900, 900);
    const { body: opened } = await start(browser, picture, bytes);
    const small = await sendChunk(browser, opened.id, 0, bytes.subarray(0, UPLOAD.leastChunk - 1));
    const code = { code: 'sync.bad_args', params: { field: 'body', least: UPLOAD.leastChunk } };
    expect([small.status, small.body]).toEqual([400, code]);
    const most = bytes.length - 1;
    expect((await sendChunk(browser, opened.id, 0, bytes.subarray(0, most))).body.offset).toBe(most);
    expect((await sendChunk(browser, opened.id, most, bytes.subarray(most))).body.offset).toBe(bytes.length);
    expect((await complete(browser, opened.id)).body.state).toBe('done');
  });

  it('a member announces at most five hundred files a day, however small and however often the same one', async () => {
    const { browser, picture, id } = await uploader();
    await database().query(
      `insert into upload (id, member, purpose, subject, bytes, sha256, state)
        select gen_random_uuid(), $1, 'projectPicture', gen_random_uuid(), 1, $2, 'dropped'
          from generate_series(1, $3)`,
      [id, sha256(big), UPLOAD.announced - 1],
    );
    expect((await start(browser, picture, big)).status).toBe(200);
    const over = await start(browser, picture, await photo(9, 9));
    expect([over.status, over.body]).toMatchObject([
      429,
      { code: 'media.too_much_today', params: { most: UPLOAD.announced } },
    ]);
    expect((await start(browser, picture, big)).body).toMatchObject({ state: 'open' });
  });

  it('an address fetches at most three thousand files of media a minute', async () => {
    const fetched = (url: string, remoteAddress: string) => t.app.inject({ url, remoteAddress });
    for (let n = 0; n < 3000; n++) t.deps.limits.media.take('198.51.100.7');
    for (const url of ['/media/avatars/none.webp', `/media/books/${sha256(big)}.epub`]) {
      const { statusCode, headers } = await fetched(url, '198.51.100.7');
      expect([statusCode, Number(headers['retry-after']) > 0], url).toEqual([429, true]);
      expect((await fetched(url, '198.51.100.8')).statusCode).toBe(404);
    }
  });

  it('uploads that nobody continues for a week are forgotten, closed ones after a day', async () => {
    const { browser, picture, id } = await uploader();
    await start(browser, picture, big);
    await sweepUploads(database());
    expect((await database().query('select from upload where member = $1', [id])).length).toBe(1);
    await database().query(`update upload set moved_at = now() - interval '8 days' where member = $1`, [id]);
    expect(await sweepUploads(database())).toBeGreaterThan(0);
    expect((await database().query('select from upload where member = $1', [id])).length).toBe(0);
    expect((await start(browser, picture, big)).body.offset).toBe(0);
  });

  it('completing one upload 250 times at once does the work once; whoever comes meanwhile is told to come again', async () => {
    const { browser, picture } = await uploader();
    const bytes = await photo(64, 48);
    const { body: opened } = await start(browser, picture, bytes);
    await sendChunk(browser, opened.id, 0, bytes);
    const put = vi.spyOn(t.deps.media, 'put');
    const answers = await Promise.all(Array.from({ length: 250 }, () => complete(browser, opened.id)));
    expect(put.mock.calls).toHaveLength(4);
    put.mockRestore();
    const others = answers.filter(({ status }) => status !== 200);
    expect(others.length).toBeLessThan(250);
    for (const { status, body, headers } of others)
      expect([status, body.code, headers['retry-after']]).toEqual([503, 'sync.busy', '5']);
    expect((await complete(browser, opened.id)).body.state).toBe('done');
  });

  it('one upload of a member is completed at a time by all servers, and one that a killed server began goes on', async () => {
    const { browser, picture, id } = await uploader();
    const bytes = await photo(65, 48);
    const { body: opened } = await start(browser, picture, bytes);
    await sendChunk(browser, opened.id, 0, bytes);
    const { picture: second } = await addWaiting(database(), id, community);
    const { body: other } = await start(browser, second, bytes);
    await sendChunk(browser, other.id, 0, bytes);
    const claim = (at: string) =>
      database().query(`update upload set claimed_at = now() - $2::interval where id = $1`, [opened.id, at]);
    const busy = { status: 503, body: { code: 'sync.busy' } };
    await claim('0');
    expect(await complete(browser, opened.id)).toMatchObject(busy);
    expect(await complete(browser, other.id)).toMatchObject(busy);
    expect(await start(browser, picture, big)).toMatchObject(busy);
    expect(await browser.send({ method: 'DELETE', url: `/api/uploads/${opened.id}` })).toMatchObject(busy);
    await claim('3 minutes');
    expect((await complete(browser, other.id)).body.state).toBe('done');
    await claim('0');
    await releaseClaims(database());
    expect((await complete(browser, opened.id)).body.state).toBe('done');
  });

  it('an upload whose work fails by a fault of ours may be completed at once again', async () => {
    const { browser, picture } = await uploader();
    const bytes = await photo(66, 48);
    const { body: opened } = await start(browser, picture, bytes);
    await sendChunk(browser, opened.id, 0, bytes);
    const put = vi.spyOn(t.deps.media, 'put').mockRejectedValueOnce(new Error('the disk is full'));
    expect((await complete(browser, opened.id)).status).toBe(500);
    put.mockRestore();
    expect((await complete(browser, opened.id)).body.state).toBe('done');
  });

  it('a photo that its member removed while it came leaves nothing', async () => {
    const { browser, picture, project } = await uploader();
    const bytes = await photo(77, 33);
    const { body: opened } = await start(browser, picture, bytes);
    await sendChunk(browser, opened.id, 0, bytes);
    await database().query('delete from project_picture where id = $1', [picture]);
    expect((await complete(browser, opened.id)).body.code).toBe('media.not_awaited');
    const [shown] = await database().query<{ picture: null }>('select picture from project where id = $1', [project]);
    expect(shown?.picture).toBeNull();
  });

  it('a photo that its member removed while it was checked leaves no file', async () => {
    const { id, picture } = await uploader();
    const accepted = await pictureUpload.accept(t.deps, id, picture, fileInMemory(await photo(78, 33)));
    await database().query('delete from project_picture where id = $1', [picture]);
    await database().transaction(async (tx) => {
      if (accepted.ok) await accepted.value(tx);
    });
    const [event] = await database().query<{ payload: { name: string } }>(
      `select payload from domain_event where name = 'project.picture_removed' and subject = $1`,
      [picture],
    );
    expect(event?.payload.name).toMatch(/^[0-9a-f]{32}$/);
  });

  describe('with the media in a bucket', () => {
    let bucket: TestBucket;
    beforeAll(async () => {
      bucket = await openBucket();
    });
    afterAll(() => bucket.close());
    it('losing the local disk loses no picture', async () => {
      const first = await createTestApp(database(), bucket.env);
      const member = await addUploader(first, database(), community);
      await upload(member.browser, member.picture, await photo(320, 200));
      await rm(join(first.deps.config.dataDir), { recursive: true, force: true });
      await first.close();
      const second = await createTestApp(database(), bucket.env);
      const { cookie } = await browserOf(second, database(), member);
      const file = await second.app.inject({
        url: `/media/pictures/${(await rowOf(member.picture))?.name}-l.webp`,
        headers: { cookie: `egoejo_refresh=${cookie}` },
      });
      expect((await sharp(file.rawPayload).metadata()).width).toBe(200);
      await second.close();
    });
  });
});
