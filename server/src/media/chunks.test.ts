import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { createLog } from '../platform/observability/log.ts';
import { startEvents } from '../platform/database/events.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { addUploader, complete, noise, PART, photo, sendChunk, start, upload } from '../testing/photos.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity } from '../testing/world.ts';
import { chunksOf, forgetChunks, sweepChunks } from './chunks.ts';
import { listeners } from './jobs.ts';
import { whileClaimed } from './uploads.ts';

eachDatabase('chunks of uploads', (database) => {
  let t: TestApp;
  let community: CommunityId;
  let bytes: Buffer;
  beforeAll(async () => {
    t = await createTestApp(database());
    community = await addCommunity(database());
    bytes = await noise(520);
  });
  afterAll(() => t.close());
  const keys = async (id: string): Promise<string[]> => {
    const found = [];
    for await (const { key } of t.deps.media.list(`uploads/${id}/`)) found.push(key);
    return found.sort();
  };
  /** An upload of which two chunks were sent. */
  async function begun() {
    const { browser, picture } = await addUploader(t, database(), community);
    const { id } = (await start(browser, picture, bytes)).body;
    for (const at of [0, PART]) await sendChunk(browser, id, at, bytes.subarray(at, at + PART));
    return { browser, picture, id };
  }
  /** The uploads whose chunks a job is told to forget. */
  async function toForget(): Promise<unknown[]> {
    const queued: unknown[] = [];
    const jobs = {
      ...t.deps.jobs,
      enqueue: async (_name: string, { upload: id }: { upload?: unknown }) => {
        queued.push(id);
      },
    };
    const events = startEvents(database(), createLog('silent'), listeners({ jobs }));
    await events.drain();
    await events.stop();
    return queued;
  }

  it('the bytes of chunks are files that nobody may fetch, until the upload ends: then a job deletes them', async () => {
    const { browser, picture, id } = await begun();
    const first = `uploads/${id}/000000000000-${PART}.bin`;
    expect(await keys(id)).toEqual([first, `uploads/${id}/000000262144-${PART}.bin`]);
    const headers = { cookie: `egoejo_refresh=${browser.cookie}` };
    expect((await t.app.inject({ url: `/media/${first}`, headers })).statusCode).toBe(404);
    expect(await toForget()).not.toContain(id);
    expect((await upload(browser, picture, bytes)).body.state).toBe('done');
    expect(await toForget()).toContain(id);
    await forgetChunks(t.deps.media, id);
    expect(await keys(id)).toEqual([]);
  });

  it('the sweep deletes chunks of uploads that are not open, and no others', async () => {
    const [open, dropped] = [await begun(), await begun()];
    await dropped.browser.send({ method: 'DELETE', url: `/api/uploads/${dropped.id}` });
    await sweepChunks(t.deps);
    expect([(await keys(open.id)).length, (await keys(dropped.id)).length]).toEqual([2, 0]);
  });

  it('a server that is killed after it stored a chunk and before its row: the chunk is sent and stored again', async () => {
    const { browser, picture, id } = await begun();
    const killed = vi.spyOn(t.deps.db, 'transaction').mockRejectedValueOnce(new Error('killed'));
    const next = () => sendChunk(browser, id, 2 * PART, bytes.subarray(2 * PART, 3 * PART));
    expect((await next()).status).toBe(500);
    killed.mockRestore();
    expect([(await keys(id)).length, (await start(browser, picture, bytes)).body.offset]).toEqual([3, 2 * PART]);
    expect((await next()).body.offset).toBe(3 * PART);
    expect((await upload(browser, picture, bytes)).body.state).toBe('done');
  });

  it('of two chunks of different sizes that come at once, one is taken, and the other leaves nothing', async () => {
    const { browser, id } = await begun();
    const send = (size: number) => sendChunk(browser, id, 2 * PART, bytes.subarray(2 * PART, 2 * PART + size));
    const { media } = t.deps;
    const put = vi.spyOn(media, 'put');
    put.mockImplementationOnce(async (key, content) => {
      expect((await send(4096)).status).toBe(200);
      await media.put(key, content);
    });
    const { status, body } = await send(8192);
    put.mockRestore();
    expect([status, body.params]).toEqual([409, { offset: 2 * PART + 4096 }]);
    expect((await keys(id)).at(-1)).toBe(`uploads/${id}/000000524288-4096.bin`);
    const received: Uint8Array[] = [];
    for await (const chunk of chunksOf(t.deps, id)) received.push(chunk);
    expect(Buffer.concat(received).equals(bytes.subarray(0, 2 * PART + 4096))).toBe(true);
  });

  it('an upload whose chunks were lost, as by a restore without media, begins again', async () => {
    const all = await begun();
    await forgetChunks(t.deps.media, all.id);
    const again = (await start(all.browser, all.picture, bytes)).body;
    expect([again.id === all.id, again.offset]).toEqual([false, 0]);
    expect((await upload(all.browser, all.picture, bytes)).body.state).toBe('done');

    const one = await begun();
    await t.deps.media.delete((await keys(one.id))[0]!);
    expect((await upload(one.browser, one.picture, bytes)).body.code).toBe('media.wrong_hash');
    expect((await upload(one.browser, one.picture, bytes)).body.state).toBe('done');
  });

  it('a check that takes longer than a claim holds keeps its claim', async () => {
    const { id } = await begun();
    await database().query(`update upload set claimed_at = now() - interval '119 seconds' where id = $1`, [id]);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await whileClaimed(database(), id, async () => vi.advanceTimersByTime(30_000));
    vi.useRealTimers();
    expect(
      await database().query(`select claimed_at > now() - interval '1 minute' as held from upload where id = $1`, [id]),
    ).toEqual([{ held: true }]);
  });

  it('chunks that an older server kept in the database are read too', async () => {
    const { browser, picture } = await addUploader(t, database(), community);
    const small = await photo(40, 30);
    const { id } = (await start(browser, picture, small)).body;
    await database().query(
      `insert into upload_chunk (upload, start, size, bytes) values ($1, 0, $2, decode($3, 'base64'))`,
      [id, small.length, small.toString('base64')],
    );
    await database().query('update upload set received = bytes where id = $1', [id]);
    expect((await start(browser, picture, small)).body).toMatchObject({ id, offset: small.length });
    expect((await complete(browser, id)).body.state).toBe('done');
  });
});
