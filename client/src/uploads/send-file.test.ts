import { expect, it } from 'vitest';
import { OFFSET_HEADER, UPLOAD } from '@egoejo/shared/media/model.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok } from '@egoejo/shared/platform/result.ts';
import { nextSize, sendFile, type Send } from './send-file.ts';
import { fitted } from './shrink.ts';

const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);
const file = { id: newId(), purpose: 'projectPicture', size: bytes.length, sha256: 'a'.repeat(64) } as const;

const readBytes = async (from: number, to: number) => bytes.slice(from, to);

/** A server that keeps what it gets, and cuts as told. */
function fakeServer(cut: (call: number) => 'before' | 'after' | null = () => null) {
  const id = newId();
  const kept: number[] = [];
  let [calls, wrong, completed] = [0, 0, false];
  const state = () => ({ id, offset: kept.length, bytes: file.size, state: completed ? 'done' : 'open' });
  const send: Send = async (path, { method, headers, body }) => {
    const fault = cut(++calls);
    if (fault === 'before') return fail('network');
    if (method === 'PATCH') {
      if (Number(headers[OFFSET_HEADER]) !== kept.length) {
        wrong++;
        return fail('media.wrong_offset', { offset: kept.length });
      }
      if (!(body instanceof Uint8Array)) throw new Error('no chunk');
      expect(body.length).toBeLessThanOrEqual(UPLOAD.chunk);
      for (const byte of body) kept.push(byte);
    } else if (path.endsWith('/complete')) completed = true;
    return fault === 'after' ? fail('network') : ok(state());
  };
  return { send, kept, wrong: () => wrong };
}

it('sends a file in chunks that grow on a fast link, and tells how far it got', async () => {
  const server = fakeServer();
  const sent: number[] = [];
  const done = await sendFile(
    server.send,
    file,
    readBytes,
    (n) => sent.push(n),
    () => 0,
  );
  expect(done).toMatchObject({ ok: true, value: { state: 'done' } });
  expect(server.kept).toEqual([...bytes]);
  expect(sent).toEqual([0, 32_768, 98_304, 229_376, 300_000]);
});

it('goes on where the server is after each kind of cut at each request, and sends nothing twice', async () => {
  for (const fault of ['before', 'after'] as const) {
    for (let at = 1; at <= 6; at++) {
      const server = fakeServer((call) => (call === at ? fault : null));
      const first = await sendFile(
        server.send,
        file,
        readBytes,
        () => undefined,
        () => 0,
      );
      expect(first, `${fault} ${at}`).toMatchObject({ ok: false, error: { code: 'network' } });
      const again = await sendFile(
        server.send,
        file,
        readBytes,
        () => undefined,
        () => 0,
      );
      expect(again, `${fault} ${at}`).toMatchObject({ ok: true, value: { state: 'done' } });
      expect([server.kept.length, server.wrong()]).toEqual([bytes.length, 0]);
    }
  }
});

it('continues from the offset that the server tells, and gives up where the same one is told again', async () => {
  const server = fakeServer();
  let lied = false;
  const lagging: Send = async (path, init) => {
    const answer = await server.send(path, init);
    if (init.method !== 'POST' || path !== '/api/uploads' || lied || !answer.ok) return answer;
    lied = true;
    server.kept.push(...bytes.subarray(0, 1000));
    return answer;
  };
  expect(
    await sendFile(
      lagging,
      file,
      readBytes,
      () => undefined,
      () => 0,
    ),
  ).toMatchObject({ ok: true });
  expect(server.kept).toEqual([...bytes]);
  const stuck: Send = (path, init) =>
    init.method === 'PATCH'
      ? Promise.resolve(fail('media.wrong_offset', { offset: 0 }))
      : fakeServer().send(path, init);
  expect(
    await sendFile(
      stuck,
      file,
      readBytes,
      () => undefined,
      () => 0,
    ),
  ).toMatchObject({ ok: false });
});

it('returns a refusal as it is, and takes a page that answers everything for no network', async () => {
  const refusing: Send = async () => fail('media.too_much_today', { seconds: 60 });
  expect(
    await sendFile(
      refusing,
      file,
      readBytes,
      () => undefined,
      () => 0,
    ),
  ).toMatchObject({ error: { code: 'media.too_much_today', params: { seconds: 60 } } });
  expect(
    await sendFile(
      async () => ok({ login: true }),
      file,
      readBytes,
      () => undefined,
      () => 0,
    ),
  ).toMatchObject({ error: { code: 'network' } });
});

it('halves its chunks on a slow link, down to eight kilobytes', () => {
  expect([nextSize(32_768, 100), nextSize(32_768, 3000), nextSize(32_768, 9000), nextSize(8192, 60_000)]).toEqual([
    65_536, 32_768, 16_384, 8192,
  ]);
  expect(nextSize(UPLOAD.chunk, 1)).toBe(UPLOAD.chunk);
});

it('fits a photo into 1600 pixels without enlarging it', () => {
  expect([fitted(4000, 3000), fitted(100, 3200), fitted(30, 20)]).toEqual([
    { width: 1600, height: 1200 },
    { width: 50, height: 1600 },
    { width: 30, height: 20 },
  ]);
});
