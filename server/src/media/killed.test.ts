import { expect, it } from 'vitest';
import { CHUNK_TYPE, OFFSET_HEADER, UPLOAD, type UploadState } from '@egoejo/shared/media/model.ts';
import { openEmbedded } from '../platform/open-embedded.ts';
import { createTestApp } from '../testing/app.ts';
import { addUploader, noise, sha256 } from '../testing/photos.ts';
import { createFolder } from '../testing/postgres.ts';
import { startServer } from '../testing/server-process.ts';
import { addCommunity } from '../testing/world.ts';

it('an upload goes on after each kill of the server: no chunk that was acknowledged is lost', async () => {
  const bytes = await noise(460);
  const folder = await createFolder();
  const db = await openEmbedded({ dataDir: folder.dataDir });
  const t = await createTestApp(db);
  const { browser, picture } = await addUploader(t, db, await addCommunity(db));
  await t.close();
  await db.close();
  const server = await startServer({ dataDir: folder.dataDir });
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
  const begin = () =>
    ask(
      'POST',
      '',
      {},
      JSON.stringify({ purpose: 'projectPicture', subject: picture, bytes: bytes.length, sha256: sha256(bytes) }),
    );
  const kill = async () => {
    await server.kill();
    await server.start();
  };
  const { id } = await begin();
  let offset = 0;
  let kills = 0;
  while (offset < bytes.length) {
    const chunk = new Uint8Array(bytes.subarray(offset, offset + UPLOAD.chunk));
    const told = await ask('PATCH', `/${id}`, { 'content-type': CHUNK_TYPE, [OFFSET_HEADER]: `${offset}` }, chunk);
    await kill();
    kills++;
    expect(await begin()).toEqual(told);
    offset = told.offset;
  }
  expect(kills).toBeGreaterThan(2);
  // Killed while it decodes: the work is done again, although the dead server has claimed it.
  const cut = ask('POST', `/${id}/complete`, {}, '{}').catch(() => null);
  await server.kill();
  await cut;
  const left = await openEmbedded({ dataDir: folder.dataDir });
  await left.query('update upload set claimed_at = now()');
  await left.close();
  await server.start();
  expect(await ask('POST', `/${id}/complete`, {}, '{}')).toMatchObject({ state: 'done', offset: bytes.length });
  await server.close();
  await folder.drop();
});
