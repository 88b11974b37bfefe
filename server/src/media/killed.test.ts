import { expect, it } from 'vitest';
import { CHUNK_TYPE, OFFSET_HEADER, type UploadState } from '@egoejo/shared/media/model.ts';
import { createTestApp } from '../testing/servers/app.ts';
import { addUploader, noise, PART, sha256 } from '../testing/photos.ts';
import { createServerStore } from '../testing/database/postgres.ts';
import { startServer } from '../testing/servers/server-process.ts';
import { addCommunity } from '../testing/world.ts';

/** A server on a new database, and a member who has announced a photo of which nothing is sent yet. */
async function serving(bytes: Buffer) {
  const store = await createServerStore();
  const db = await store.open();
  const t = await createTestApp(db);
  const { browser, picture } = await addUploader(t, db, await addCommunity(db));
  await t.close();
  await db.close();
  const server = await startServer(store.options);
  const ask = async (
    method: string,
    path: string,
    headers = {},
    body?: string | Uint8Array<ArrayBuffer>,
  ): Promise<UploadState> => {
    const response = await fetch(`${server.url}/api/uploads${path}`, {
      method,
      headers: {
        origin: server.url,
        'x-egoejo': '1',
        authorization: `Bearer ${browser.accessToken}`,
        'content-type': 'application/json',
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    const answer = await response.text();
    expect(response.status, answer).toBe(200);
    return JSON.parse(answer) as UploadState;
  };
  const file = { purpose: 'projectPicture', subject: picture, bytes: bytes.length, sha256: sha256(bytes) };
  return {
    store,
    server,
    begin: () => ask('POST', '', {}, JSON.stringify(file)),
    send: (id: string, offset: number) =>
      ask(
        'PATCH',
        `/${id}`,
        { 'content-type': CHUNK_TYPE, [OFFSET_HEADER]: `${offset}` },
        new Uint8Array(bytes.subarray(offset, offset + PART)),
      ),
    complete: (id: string) => ask('POST', `/${id}/complete`, {}, '{}'),
    async close() {
      await server.close();
      await store.drop();
    },
  };
}

it('an upload goes on after each kill of the server: no chunk that was acknowledged is lost', async () => {
  const bytes = await noise(460);
  const { server, begin, send, complete, close } = await serving(bytes);
  const { id } = await begin();
  let offset = 0;
  let kills = 0;
  while (offset < bytes.length) {
    const told = await send(id, offset);
    await server.kill();
    await server.start();
    kills++;
    expect(await begin()).toEqual(told);
    offset = told.offset;
  }
  expect(kills).toBeGreaterThan(2);
  expect(await complete(id)).toMatchObject({ state: 'done', offset: bytes.length });
  await close();
});

it('a server that is killed while it checks a file: the work is done again, although it was claimed', async () => {
  const bytes = await noise(200);
  const { store, server, begin, send, complete, close } = await serving(bytes);
  const { id } = await begin();
  await send(id, 0);
  const cut = complete(id).catch(() => null);
  await server.kill();
  await cut;
  const left = await store.open();
  await left.query('update upload set claimed_at = now()');
  await left.close();
  await server.start();
  expect(await complete(id)).toMatchObject({ state: 'done', offset: bytes.length });
  await close();
});
